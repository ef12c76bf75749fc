package finagent.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeakAuditTest {
  private static TradingWorld observing(TradingWorld world, int shift) {
    double[] close = world.panel().bars().column("close");
    double[] feature = new double[close.length];
    Arrays.setAll(
        feature,
        t -> {
          int to = Math.max(1, Math.min(close.length - 1, t + shift));
          return close[to] / close[to - 1] - 1;
        });
    Frame features =
        Frame.of(world.panel().time(), world.panel().instruments(), Map.of("return", feature));
    Scaler scaler = new Scaler(List.of("return"), List.of(0.0), List.of(0.01));
    return new TradingWorld(world.panel(), features, scaler, 2, close.length, world.rules());
  }

  @Test
  void tomorrowsReturnAsAFeatureIsCaughtAndTodaysIsNot() {
    TradingWorld market = JudgedMarket.martingale(1000).world(1, 0, 100);
    assertThat(LeakAudit.of(observing(market, 0))).isEmpty();
    List<LeakAudit.Leak> leaks = LeakAudit.of(observing(market, 1));
    assertThat(leaks).hasSize(1);
    assertThat(leaks.get(0).column()).isEqualTo("return");
    assertThat(leaks.get(0).correlation()).isCloseTo(1, within(1e-9));
  }

  /** Ten old shares become one at bar 500: the close jumps tenfold, the index does not. */
  @Test
  void aReverseSplitHidesNoLeak() {
    TradingWorld market = JudgedMarket.martingale(1000).world(1, 0, 100);
    Frame bars = market.panel().bars();
    double[] index = bars.column("close");
    Map<String, double[]> raw = new LinkedHashMap<>();
    bars.columns()
        .forEach(
            (name, values) -> {
              double times = name.equals("volume") ? 0.1 : 10;
              double[] split = values.clone();
              Arrays.setAll(split, t -> t < 500 ? values[t] : times * values[t]);
              raw.put(name, split);
            });
    Panel panel =
        Panel.of(
            "split",
            Frame.of(bars.time(), bars.instruments(), raw),
            Actions.of(List.of(new Actions.Action(500, 0, "JUDGED", Actions.Kind.SPLIT, 0.1))),
            Map.of(),
            Map.of(),
            List.of());
    TradingWorld told = observing(market, 1);
    Map<String, double[]> columns = new LinkedHashMap<>(told.features().columns());
    columns.put(TradingWorld.INDEX, index);
    Frame features = Frame.of(bars.time(), bars.instruments(), columns);
    TradingWorld split =
        new TradingWorld(panel, features, told.scaler(), told.from(), told.to(), told.rules());
    assertThat(LeakAudit.of(split)).extracting(LeakAudit.Leak::column).containsExactly("return");
    assertThat(LeakAudit.correlation(split, "return")).isCloseTo(1, within(1e-9));
  }

  /** The correlation of a planted edge is e / sqrt(e^2 + noise^2) = 0.37. */
  @Test
  void anHonestEdgeIsNoLeak() {
    JudgedMarket market = new JudgedMarket(1000, 0.004, 0.01, 0.1);
    assertThat(LeakAudit.of(market.world(1, 0, 100))).isEmpty();
  }
}
