package finagent.sandbox.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.kernel.Drive;
import finagent.sandbox.program.InLoopKernel.Trade;
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
  private Trade traded = Trade.NONE;

  private double wanted(double equity, double held, Trade schedule) {
    double[] target = {0.8};
    traded = guard.decide(state, ONE, new Close(0, equity, 0, 0, held), target, schedule);
    return target[0];
  }

  @Test
  void passesTargetsAndScheduleOnAboveItsLimit() {
    assertThat(wanted(100, 0.8, Trade.BY_SCHEDULE)).isEqualTo(0.8);
    assertThat(traded).isEqualTo(Trade.BY_SCHEDULE);
    assertThat(wanted(91, 0.8, Trade.NONE)).isEqualTo(0.8);
    assertThat(traded).isEqualTo(Trade.NONE);
  }

  @Test
  void goesFlatAtOnceAtItsLimitAndComesBackAfterTheCooldown() {
    wanted(100, 0.8, Trade.NONE);
    assertThat(wanted(90, 0.8, Trade.NONE)).isZero();
    assertThat(traded).isEqualTo(Trade.AT_ONCE);
    assertThat(wanted(90, 0, Trade.NONE)).isZero();
    assertThat(traded).isEqualTo(Trade.NONE);
    assertThat(wanted(89, 0, Trade.NONE)).isEqualTo(0.8);
    assertThat(traded).isEqualTo(Trade.AT_ONCE);
  }

  @Test
  void measuresFromTheEquityItCameBackAt() {
    wanted(100, 0.8, Trade.NONE);
    wanted(90, 0.8, Trade.NONE);
    wanted(90, 0, Trade.NONE);
    wanted(80, 0, Trade.NONE);
    assertThat(wanted(72.1, 0.8, Trade.NONE)).isEqualTo(0.8);
    assertThat(wanted(72, 0.8, Trade.NONE)).isZero();
  }

  @Test
  void ordersAgainWhatCouldNotBeSold() {
    wanted(100, 0.8, Trade.NONE);
    wanted(90, 0.8, Trade.NONE);
    assertThat(wanted(90, 0.3, Trade.NONE)).isZero();
    assertThat(traded).isEqualTo(Trade.AT_ONCE);
  }
}
