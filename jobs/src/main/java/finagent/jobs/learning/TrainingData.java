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
  /** Calendar days a window may end after the last session. */
  private static final int SLACK = 7;

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

  /**
   * Reads a market at the versions it is fixed to.
   *
   * @throws IllegalArgumentException if an instrument has no bar in the window or in its warm-up,
   *     or the data end before the window does
   */
  public static TrainingData of(DeltaMarket market, MarketChoice choice) {
    MarketChoice chosen = ChosenBars.named(market, choice);
    return read(market, chosen, ChosenBars.before(chosen)).until(chosen.to());
  }

  /**
   * As {@link #of}, for policies of earlier data: an instrument without a bar since stays. Its
   * features stand still, and its orders do not fill.
   */
  public static TrainingData onward(DeltaMarket market, MarketChoice choice) {
    return again(market, ChosenBars.named(market, choice)).until(choice.to());
  }

  /** What a stored policy was trained on, even where its window ends after the data. */
  static TrainingData again(DeltaMarket market, MarketChoice choice) {
    return read(market, choice, ChosenBars.reach(market, choice));
  }

  /**
   * Refuses a day that lies after the data.
   *
   * @throws IllegalArgumentException if it is more than a week after the last bar
   */
  public static void requireUntil(DeltaMarket market, MarketChoice choice, LocalDate day) {
    Slice slice = ChosenBars.slice(market, choice, choice.from(), day);
    requireUntil(choice.data(), market.range(slice).get(1), day);
  }

  private static void requireUntil(String data, LocalDate last, LocalDate day) {
    if (day.isAfter(last.plusDays(SLACK))) {
      throw new IllegalArgumentException(
          "The data of '%s' end on %s, before a window that ends on %s; end the window earlier or ask for fewer folds"
              .formatted(data, last, day));
    }
  }

  private TrainingData until(LocalDate day) {
    TimeAxis time = shared.panel().time();
    requireUntil(lineage.dataSet(), time.date(time.size() - 1), day);
    return this;
  }

  private static TrainingData read(DeltaMarket market, MarketChoice chosen, LocalDate from) {
    Slice slice = ChosenBars.slice(market, chosen, from, chosen.to());
    Panel panel = market.read(slice);
    for (String symbol : chosen.symbols()) {
      if (panel.instruments().indexOf(symbol) < 0) {
        throw new IllegalArgumentException(
            "Data set '%s' has no bar of '%s' from %s to %s"
                .formatted(chosen.data(), symbol, from, chosen.to()));
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
                "index",
                returns.kernel(),
                Params.of("stale", Integer.toString(ChosenBars.STALE)),
                closes,
                1),
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
