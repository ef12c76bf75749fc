package finagent.sandbox.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.kernel.Drive;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.Standing;
import finagent.sandbox.program.State;
import org.junit.jupiter.api.Test;

class DrawdownGuardTest {
  private static final Layout ONE = Drive.layout("A");

  /** An account with one position, as it stands at a close. */
  record Close(int bar, double equity, double peak, double cash, double held) implements Standing {
    @Override
    public double weight(int instrument) {
      return held;
    }
  }

  private final DrawdownGuard guard = new DrawdownGuard(0.1, 2);
  private final State state = guard.open(ONE);
  private boolean traded;

  private double wanted(double equity, double held, boolean scheduled) {
    double[] target = {0.8};
    traded = guard.decide(state, ONE, new Close(0, equity, 0, 0, held), target, scheduled);
    return target[0];
  }

  @Test
  void passesTargetsAndScheduleOnAboveItsLimit() {
    assertThat(wanted(100, 0.8, true)).isEqualTo(0.8);
    assertThat(traded).isTrue();
    assertThat(wanted(91, 0.8, false)).isEqualTo(0.8);
    assertThat(traded).isFalse();
  }

  @Test
  void goesFlatAtOnceAtItsLimitAndComesBackAfterTheCooldown() {
    wanted(100, 0.8, false);
    assertThat(wanted(90, 0.8, false)).isZero();
    assertThat(traded).isTrue();
    assertThat(wanted(90, 0, false)).isZero();
    assertThat(traded).isFalse();
    assertThat(wanted(89, 0, false)).isEqualTo(0.8);
    assertThat(traded).isTrue();
  }

  @Test
  void measuresFromTheEquityItCameBackAt() {
    wanted(100, 0.8, false);
    wanted(90, 0.8, false);
    wanted(90, 0, false);
    wanted(80, 0, false);
    assertThat(wanted(72.1, 0.8, false)).isEqualTo(0.8);
    assertThat(wanted(72, 0.8, false)).isZero();
  }

  @Test
  void ordersAgainWhatCouldNotBeSold() {
    wanted(100, 0.8, false);
    wanted(90, 0.8, false);
    assertThat(wanted(90, 0.3, false)).isZero();
    assertThat(traded).isTrue();
  }
}
