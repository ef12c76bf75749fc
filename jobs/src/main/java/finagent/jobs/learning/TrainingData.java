package finagent.jobs.learning;

import finagent.agents.data.LiquidityAgent;
import finagent.agents.data.ReturnsAgent;
import finagent.rl.env.Scaler;
import finagent.rl.env.TradingWorld;
import finagent.rl.training.ControlSpec;
import finagent.rl.training.MarketSpec;
import finagent.rl.training.WorldSpec;
import finagent.sandbox.grid.Parts;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import finagent.tables.learning.StoredPolicy;
import finagent.tables.market.DeltaMarket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The data trainings share, read once.
 *
 * @param lineage for the tables
 * @param warnings known biases of the data
 */
public record TrainingData(
    WorldSpec world, Shared shared, StoredPolicy.Market lineage, List<String> warnings) {
  private static final int TURNOVER_DAYS = 60;
  private static final int STALE = 20;

  /** A problem that needs none. */
  public static TrainingData none(String name) {
    TimeAxis never = TimeAxis.of("NONE", 252, new long[0], new int[0]);
    InstrumentAxis nothing = InstrumentAxis.of(List.of());
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String column : List.of("open", "high", "low", "close", "volume")) {
      columns.put(column, new double[0]);
    }
    Panel panel =
        Panel.of(
            "none",
            Frame.of(never, nothing, columns),
            Actions.none(),
            Map.of(),
            Map.of(),
            List.of());
    Shared shared = new Shared(panel, Frame.of(never, nothing, Map.of()));
    return new TrainingData(new ControlSpec(name), shared, StoredPolicy.Market.none(), List.of());
  }

  /** Reads a market at the versions it is fixed to. */
  public static TrainingData of(DeltaMarket market, MarketChoice choice) {
    MarketChoice chosen = choice.symbols().isEmpty() ? choice.of(liquid(market, choice)) : choice;
    Slice slice = slice(market, chosen, before(chosen), chosen.to());
    Panel panel = market.read(slice);
    for (String symbol : chosen.symbols()) {
      if (panel.instruments().indexOf(symbol) < 0) {
        throw new IllegalArgumentException(
            "Data set '%s' has no bar of '%s' from %s to %s"
                .formatted(chosen.data(), symbol, before(chosen), chosen.to()));
      }
    }
    MarketSpec world =
        new MarketSpec(
            chosen.data(),
            market.fingerprint(slice).hex(),
            panel.instruments().ids(),
            chosen.from().toEpochDay(),
            chosen.to().toEpochDay(),
            chosen.features(),
            chosen.reward(),
            chosen.rules());
    StoredPolicy.Market lineage =
        new StoredPolicy.Market(
            chosen.data(),
            market.versions(),
            world.fingerprint(),
            world.instruments(),
            chosen.features().names(),
            (int) chosen.from().toEpochDay(),
            (int) chosen.to().toEpochDay());
    Shared shared = new Shared(panel, features(panel, chosen));
    world.open(shared);
    return new TrainingData(world, shared, lineage, panel.warnings());
  }

  /** The same observed with the scaler of an earlier training. */
  public TrainingData scaled(Scaler scaler) {
    MarketSpec other = ((MarketSpec) world).scaled(scaler);
    other.open(shared);
    return new TrainingData(other, shared, lineage, warnings);
  }

  private static LocalDate before(MarketChoice choice) {
    int bars = Math.max(choice.features().warmup(), TURNOVER_DAYS) + STALE;
    return choice.from().minusDays(bars * 7L / 5 + 10);
  }

  private static Slice slice(
      DeltaMarket market, MarketChoice choice, LocalDate from, LocalDate to) {
    return new Slice(
        choice.data(),
        market.barsVersion(choice.data()),
        choice.symbols(),
        "",
        "",
        from.toEpochDay(),
        to.toEpochDay());
  }

  /** Those with the largest mean turnover over the 60 sessions before the window, all full. */
  private static List<String> liquid(DeltaMarket market, MarketChoice choice) {
    Slice slice = slice(market, choice, before(choice), choice.from().minusDays(1));
    Panel panel = market.read(slice);
    int bars = panel.time().size();
    int days = Math.max(TURNOVER_DAYS, choice.features().warmup() + 1);
    record Traded(String id, double turnover) {}
    List<Traded> traded = new ArrayList<>();
    for (int i = 0; i < panel.width(); i++) {
      double sum = 0;
      for (int t = Math.max(0, bars - days); t < bars; t++) {
        sum += panel.bars().at("close", t, i) * panel.bars().at("volume", t, i);
      }
      if (bars >= days && !Double.isNaN(sum)) {
        traded.add(new Traded(panel.instruments().id(i), sum));
      }
    }
    if (traded.size() < choice.mostLiquid()) {
      throw new IllegalArgumentException(
          "%d instruments of '%s' have a bar in each of the %d sessions before %s; most-liquid: %d needs as many. Begin later, or ask for fewer"
              .formatted(traded.size(), choice.data(), days, choice.from(), choice.mostLiquid()));
    }
    traded.sort(Comparator.comparingDouble(Traded::turnover).reversed().thenComparing(Traded::id));
    return traded.stream().limit(choice.mostLiquid()).map(Traded::id).sorted().toList();
  }

  /** What policies observe; with impact also what it is charged by. */
  static Frame features(Panel panel, MarketChoice choice) {
    ReturnsAgent returns = new ReturnsAgent();
    LiquidityAgent liquidity = new LiquidityAgent();
    List<Wire> closes = returns.columns().stream().map(Wire::market).toList();
    List<Wire> traded = new ArrayList<>(liquidity.columns().stream().map(Wire::market).toList());
    traded.add(Wire.step(0, 0));
    List<Step> steps =
        List.of(
            new Step(
                "index", returns.kernel(), Params.of("stale", Integer.toString(STALE)), closes, 1),
            new Step("liquidity", liquidity.kernel(), Params.of("window", "20"), traded, 2));
    Frame made =
        Parts.columns(
            panel,
            new Program(steps, List.of()),
            Kernels.of(List.of(returns, liquidity)),
            List.of(0, 1));
    double[] index = made.column(Parts.feature("index", 0));
    Frame observed = choice.features().frame(panel.time(), panel.instruments(), index);
    Map<String, double[]> columns = new LinkedHashMap<>(observed.columns());
    columns.put(TradingWorld.INDEX, index);
    if (choice.rules().account().costs().impact() > 0) {
      columns.put("adv", made.column(Parts.feature("liquidity", 0)));
      columns.put("sigma", made.column(Parts.feature("liquidity", 1)));
    }
    return Frame.of(panel.time(), panel.instruments(), columns);
  }
}
