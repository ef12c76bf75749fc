package finagent.sandbox.kernel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.sandbox.kernel.Drive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniverseTest {
  private static final double NONE = Double.NaN;

  private double[] close = {10};
  private double[] volume = {100};
  private double[] member = {1};
  private double[] adv = {50};

  private double[] mask(String where, boolean asOf, boolean hold) {
    return Drive.once(
        new Universe(where, asOf, hold), Drive.layout("A"), close, volume, member, adv);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1",
    "price > 9.99, 1",
    "price > 10, 0",
    "price >= 10, 1",
    "price < 10, 0",
    "price<=1e1, 1",
    "volume > 0 and price > 5, 1",
    "adv20 >= 50 and dollars20 >= 500, 1",
    "adv20 >= 50 and dollars20 > 500, 0",
    "price > -1, 1"
  })
  void comparesWhatItIsAskedTo(String where, double wanted) {
    assertThat(mask(where, true, false)).containsExactly(wanted);
  }

  @Test
  void nobodyIsInWithoutABar() {
    close = new double[] {NONE};
    assertThat(mask("", true, true)).containsExactly(0);
  }

  @Test
  void aComparisonWithNoValueDoesNotHold() {
    adv = new double[] {NONE};
    assertThat(mask("adv20 > 0", true, false)).containsExactly(0);
    assertThat(mask("adv20 < 1e9", true, false)).containsExactly(0);
  }

  @Test
  void membershipCountsOnTheDayOnlyIfAsked() {
    member = new double[] {0};
    assertThat(mask("", true, false)).containsExactly(0);
    assertThat(mask("", false, false)).containsExactly(1);
  }

  @Test
  void whoLeavesIsSoldOrHeldWhileItTrades() {
    close = new double[] {4, 6, 4, NONE, 4};
    volume = new double[] {1, 1, 1, 1, 1};
    member = volume;
    adv = volume;
    assertThat(mask("price > 5", true, false)).containsExactly(0, 1, 0, 0, 0);
    assertThat(mask("price > 5", true, true)).containsExactly(0, 1, 1, 0, 1);
  }

  @Test
  void refusesWhatItDoesNotKnowByName() {
    assertThatThrownBy(() -> new Universe("prise > 5", true, false))
        .hasMessage(
            "Invalid where: nothing is called 'prise' in 'prise > 5'; there are price, volume,"
                + " adv20, dollars20");
    assertThatThrownBy(() -> new Universe("price > 5 or volume > 0", true, false))
        .hasMessageContaining("'price > 5 or volume > 0'")
        .hasMessageContaining("is no comparison");
    assertThatThrownBy(() -> new Universe("price > 5 and", true, false))
        .hasMessageContaining("is no comparison");
    assertThatThrownBy(() -> new Universe("price > 1.2.3", true, false))
        .hasMessageContaining("'1.2.3'");
  }
}
