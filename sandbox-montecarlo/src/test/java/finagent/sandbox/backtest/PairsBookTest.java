package finagent.sandbox.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.kernel.alpha.PairRules;
import finagent.sandbox.kernel.alpha.Pairs;
import finagent.sandbox.kernel.portfolio.PerPair;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.KernelFactory;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Legs of a pair are traded both or not at all, whenever its target is. */
class PairsBookTest {
  /** Weekdays from Monday, 2006-01-02: Wednesday, March 1. */
  private static final int MARCH = 42;

  /** The pair opens on Thursday, March 2. */
  private static final int OPENS = MARCH + 1;

  private static final int BARS = 60;
  private static final PairRules RULES = new PairRules(1, 42, List.of("A/B"), 1, 1, 2, 0.5, 9, 60);

  private record Named(String kernel, Function<Params, Kernel> maker) implements KernelFactory {
    @Override
    public Kernel create(Params params) {
      return maker.apply(params);
    }
  }

  private static final Kernels KERNELS =
      Kernels.of(
          List.of(
              new Named("pairs", p -> new Pairs(RULES)),
              new Named("per-pair", p -> new PerPair(0.5, 1, true))));

  /** A and B walk together until March, then A stays above; B does not trade at some bars. */
  private static Panel market(int... idle) {
    long[] ends = new long[BARS];
    int[] sessions = new int[BARS];
    LocalDate day = LocalDate.of(2006, 1, 2);
    double[] close = new double[2 * BARS];
    double[] volume = new double[2 * BARS];
    Arrays.fill(volume, 1e6);
    double walk = 3;
    for (int t = 0; t < BARS; t++) {
      sessions[t] = (int) day.toEpochDay();
      ends[t] = (day.toEpochDay() * 24 + 21) * 3_600_000_000L;
      day = day.plusDays(day.getDayOfWeek().getValue() == 5 ? 3 : 1);
      walk += t < MARCH ? 0.03 * (t * 7 % 11 - 5) / 5.0 : 0;
      double apart = t < OPENS ? 0.002 * (t * 5 % 7 - 3) / 3.0 : 0.004;
      close[2 * t] = StrictMath.exp(walk + apart);
      close[2 * t + 1] = StrictMath.exp(walk);
    }
    for (int t : idle) {
      volume[2 * t + 1] = 0;
    }
    Frame frame =
        Frame.of(
            TimeAxis.of("weekdays", 252, ends, sessions),
            InstrumentAxis.of(List.of("A", "B")),
            Map.of("open", close, "high", close, "low", close, "close", close, "volume", volume));
    return Panel.of("pair", frame, Actions.none(), Map.of(), Map.of(), List.of());
  }

  /** Bars at which A and B were filled. */
  private static List<List<Integer>> fills(Account.Rebalance every, Panel panel) {
    Step pairs = new Step("p", "pairs", Params.of(), List.of(Wire.market("close")), 2);
    List<Wire> found = List.of(Wire.step(0, 0), Wire.step(0, 1));
    Step weights = new Step("w", "per-pair", Params.of(), found, 2);
    Book book =
        new Book(
            "b",
            "b",
            Wire.step(1, 0),
            Wire.step(1, 1),
            List.of(),
            List.of(),
            Account.plain(1e6).with(every),
            Long.MIN_VALUE,
            Journal.Kept.ALL);
    Backtest backtest =
        Backtest.open(
            new Program(List.of(pairs, weights), List.of(book)),
            KERNELS,
            panel,
            Interpreter.noFeatures(panel),
            Journal.Detail.ALL);
    backtest.run();
    Columns trades = backtest.traders().get(0).close().trades();
    List<List<Integer>> fills = List.of(new ArrayList<>(), new ArrayList<>());
    for (int r = 0; r < trades.rows(); r++) {
      if (trades.at(Journal.T_QUANTITY, r) != 0) {
        fills.get((int) trades.at(Journal.T_INSTRUMENT, r)).add((int) trades.at(Journal.BAR, r));
      }
    }
    return fills;
  }

  @Test
  void aPairOpenedInMidweekWaitsForBothLegsAtTheWeeksEnd() {
    int monday = OPENS + 2;
    List<List<Integer>> usual = fills(Account.Rebalance.WEEKLY, market());
    assertThat(usual.get(0)).first().isEqualTo(monday);
    assertThat(usual.get(1)).first().isEqualTo(monday);
    List<List<Integer>> idle = fills(Account.Rebalance.WEEKLY, market(monday));
    assertThat(idle.get(0)).first().isEqualTo(monday + 5);
    assertThat(idle.get(1)).first().isEqualTo(monday + 5);
  }

  @Test
  void aLegThatRestsForTwoBarsHoldsTheOtherBackForTwo() {
    List<List<Integer>> fills = fills(Account.Rebalance.DAILY, market(OPENS + 1, OPENS + 2));
    assertThat(fills.get(0)).first().isEqualTo(OPENS + 3);
    assertThat(fills.get(1)).first().isEqualTo(OPENS + 3);
  }
}
