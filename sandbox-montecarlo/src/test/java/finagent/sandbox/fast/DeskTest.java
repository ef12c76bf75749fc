package finagent.sandbox.fast;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.random.Philox;
import finagent.sandbox.vector.Desk;
import finagent.sandbox.vector.Positions;
import finagent.sandbox.vector.ScalarDesk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskTest {
  private static Positions book(int size, int seed, double[] prices, double[] volumes) {
    Philox random = Philox.of(seed, "desk");
    Positions p = new Positions(size);
    for (int i = 0; i < size; i++) {
      p.shares[i] = i % 3 == 0 ? 0 : 100 * random.normal(0, 0, i, 0);
      p.aim[i] = i % 4 == 1 ? 0 : 0.1 * random.normal(0, 0, i, 1);
      p.adv[i] = 1e4 * (1 + random.uniform(0, 0, i, 2));
      p.coefficient[i] = 0.01 + 0.02 * random.uniform(0, 0, i, 3);
      prices[i] = 10 + 50 * random.uniform(0, 0, i, 4);
      volumes[i] = 1e4;
      p.value[i] = p.shares[i] * prices[i];
    }
    p.equity = 1e5;
    p.band = 200;
    p.commissionRate = 1e-4;
    p.perShare = 0.004;
    p.minimum = 0.35;
    p.prices = prices;
    p.volumes = volumes;
    return p;
  }

  private static List<Double> day(Desk desk, Positions p) {
    desk.order(p);
    desk.fill(p);
    desk.commissions(p);
    desk.impact(p);
    desk.price(p);
    desk.settle(p);
    desk.mark(p);
    return List.of(
        p.bought, p.traded, p.commissions, p.impacts, p.exposure, p.grossAfter, p.net, p.gross);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 8, 50})
  void vectorsAndScalarsGiveTheSameBits(int size) {
    for (int seed = 0; seed < 20; seed++) {
      Positions wide = book(size, seed, new double[size], new double[size]);
      Positions narrow = book(size, seed, new double[size], new double[size]);
      assertThat(day(Desk.best(), wide)).isEqualTo(day(new ScalarDesk(), narrow));
      assertThat(wide.shares).containsExactly(narrow.shares);
      assertThat(wide.value).containsExactly(narrow.value);
      assertThat(wide.commission).containsExactly(narrow.commission);
      assertThat(wide.impact).containsExactly(narrow.impact);
      assertThat(wide.tradable && narrow.tradable && wide.marked && narrow.marked).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 8, 50})
  void tradingAtOnceIsOneStepAfterTheOther(int size) {
    for (Desk desk : List.of(Desk.best(), new ScalarDesk())) {
      for (int seed = 0; seed < 20; seed++) {
        double[] closes = new double[size];
        Positions once = book(size, seed, new double[size], new double[size]);
        Positions steps = book(size, seed, new double[size], new double[size]);
        for (int i = 0; i < size; i++) {
          closes[i] = once.prices[i] * (1 + 0.01 * (i % 5));
          if (i % 6 == 2) {
            once.value[i] = steps.value[i] = -50 * once.value[i];
          }
        }
        once.closes = closes;
        for (Positions p : List.of(once, steps)) {
          p.perShare = 0;
          p.minimum = 0;
        }
        desk.trade(once);
        desk.order(steps);
        desk.fill(steps);
        desk.commissions(steps);
        desk.settle(steps);
        List<Double> fills = sums(steps);
        steps.prices = closes;
        desk.mark(steps);
        assertThat(sums(once)).isEqualTo(fills);
        assertThat(List.of(once.net, once.gross)).isEqualTo(List.of(steps.net, steps.gross));
        once.turn();
        assertThat(once.shares).containsExactly(steps.shares);
        assertThat(once.value).containsExactly(steps.value);
        assertThat(once.tradable && once.marked).isTrue();
      }
    }
  }

  private static List<Double> sums(Positions p) {
    return List.of(p.bought, p.traded, p.commissions, p.exposure, p.grossAfter);
  }

  @Test
  void whatTradingAtOnceCannotDoShows() {
    for (Desk desk : List.of(Desk.best(), new ScalarDesk())) {
      for (int i : new int[] {0, 3, 5, 6}) {
        Positions p = book(7, 1, new double[7], new double[7]);
        p.closes = p.prices.clone();
        p.closes[i] = 0;
        desk.trade(p);
        assertThat(p.tradable).isTrue();
        assertThat(p.marked).isFalse();
        p.volumes[i] = Double.NaN;
        desk.trade(p);
        assertThat(p.tradable).isFalse();
        p.volumes[i] = 1;
        p.prices[i] = -1;
        desk.trade(p);
        assertThat(p.tradable).isFalse();
      }
    }
  }

  @Test
  void aTargetThatIsMissingOrWildIsNone() {
    for (Desk desk : List.of(Desk.best(), new ScalarDesk())) {
      Positions p = new Positions(6);
      p.target = new double[] {9, 0.5, Double.NaN, -0.25, 1e6, 0, -1};
      p.targetAt = 1;
      desk.aim(p);
      assertThat(p.aim).containsExactly(0.5, 0, -0.25, 1e6, 0, -1);
      assertThat(p.sane).isTrue();
      for (int i = 1; i < 7; i++) {
        double[] wild = p.target.clone();
        wild[i] = i % 2 == 0 ? -1.1e6 : Double.POSITIVE_INFINITY;
        Positions other = new Positions(6);
        other.target = wild;
        other.targetAt = 1;
        desk.aim(other);
        assertThat(other.aim[i - 1]).isZero();
        assertThat(other.sane).isFalse();
      }
    }
  }

  @Test
  void aBarWithoutPriceOrVolumeShows() {
    for (Desk desk : List.of(Desk.best(), new ScalarDesk())) {
      for (int i : new int[] {0, 3, 5, 6}) {
        Positions p = book(7, 1, new double[7], new double[7]);
        p.volumes[i] = 0;
        day(desk, p);
        assertThat(p.tradable).isFalse();
        assertThat(p.marked).isTrue();
        p.prices[i] = Double.NaN;
        desk.mark(p);
        assertThat(p.marked).isFalse();
      }
    }
  }
}
