package finagent.sandbox.kernel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.kernel.Drive;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReturnsTest {
  private static final double NONE = Double.NaN;

  private double[] split = {1, 1, 1, 1};
  private double[] dividend = {0, 0, 0, 0};
  private double[] spinoff = {1, 1, 1, 1};
  private double[] delisting = {NONE, NONE, NONE, NONE};

  private double[] index(double... close) {
    return indexWith(20, close);
  }

  private double[] indexWith(int stale, double... close) {
    return Drive.once(
        new Returns(stale), Drive.layout("A"), close, split, dividend, spinoff, delisting);
  }

  @Test
  void startsAtOneAtTheFirstBarAndFollowsThePrice() {
    assertThat(index(NONE, 50, 55, 44)).containsExactly(NONE, 1, 1.1, 1.1 * (44.0 / 55));
  }

  @Test
  void aTwoForOneSplitEarnsNothing() {
    split = new double[] {1, 1, 2, 1};
    assertThat(index(100, 100, 50, 51)).containsExactly(1, 1, 1, 51.0 / 50);
  }

  @Test
  void aReverseSplitEarnsNothing() {
    split = new double[] {1, 0.05, 1, 1};
    assertThat(index(1.5, 30, 33, 33)).containsExactly(1, 1, 1.1, 1.1);
  }

  @Test
  void aDividendIsEarnedOnItsExDatePerNewShare() {
    split = new double[] {1, 2, 1, 1};
    dividend = new double[] {0, 1, 0, 0};
    assertThat(index(100, 49, 49, 49)).containsExactly(1, 1, 1, 1);
  }

  @Test
  void aSpinOffTakesNoValueAway() {
    spinoff = new double[] {1, 0.9, 1, 1};
    assertThat(index(100, 90, 99, 99)).containsExactly(1, 1, 1.1, 1.1);
  }

  @Test
  void actionsOfMissingBarsWaitForTheNextClose() {
    split = new double[] {1, 2, 1, 1};
    dividend = new double[] {0, 0, 1, 0};
    double[] index = index(100, NONE, NONE, 54);
    assertThat(index[1]).isEqualTo(1);
    assertThat(index[2]).isEqualTo(1);
    assertThat(index[3]).isCloseTo((54.0 * 2 + 2) / 100, within(1e-15));
  }

  @Test
  void aSpinOffOfAMissingBarWaitsToo() {
    spinoff = new double[] {1, 0.5, 0.5, 1};
    assertThat(index(100, NONE, NONE, 30)).containsExactly(1, 1, 1, 1.2);
  }

  @Test
  void withoutBarsForTooLongThereIsNoIndexUntilTheNextClose() {
    assertThat(indexWith(2, 10, NONE, NONE, 12)).containsExactly(1, 1, NONE, 1.2);
  }

  @Test
  void aDelistingEarnsItsLastReturnThenThereIsNothing() {
    delisting = new double[] {NONE, NONE, -0.3, NONE};
    assertThat(index(10, 20, 20, 20)).containsExactly(1, 2, 2 * 0.7, NONE);
  }

  @Test
  void aTotalLossLeavesTheDividendOfItsDay() {
    delisting = new double[] {NONE, NONE, -1, NONE};
    dividend = new double[] {0, 0, 1, 0};
    double[] index = index(10, 20, NONE, NONE);
    assertThat(index[2]).isCloseTo(2 * 0.05, within(1e-15));
    assertThat(index[3]).isNaN();
  }

  @Test
  void aLaterActionChangesNoEarlierValue() {
    double[] before = Arrays.copyOf(index(10, 11, 12, 13), 3);
    split[3] = 3;
    dividend[3] = 2;
    assertThat(Arrays.copyOf(index(10, 11, 12, 13), 3)).containsExactly(before);
  }

  @Test
  void refusesAnEndlessWait() {
    assertThatThrownBy(() -> new Returns(0)).hasMessage("Invalid stale: 0 (must be >= 1)");
  }
}
