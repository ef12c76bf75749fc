package finagent.sandbox.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.grid.Shared;
import finagent.sandbox.kernel.data.Liquidity;
import finagent.sandbox.kernel.data.Universe;
import finagent.sandbox.kernel.portfolio.SignWeights;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.KernelFactory;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ControlsTest {
  private static final int WIDTH = 9;
  private static final int DRAWS = 12;
  private static final int LATE = 4;
  private static final int JOINS = 80;
  private static final Wire CLOSE = Wire.market("close");
  private static final Account ACCOUNT =
      Account.plain(1e9).with(new Account.Costs(0, 0, 0, 1e-4, 1, 0, 0, 0, 0));

  private record Named(String kernel, Function<Params, Kernel> maker) implements KernelFactory {
    @Override
    public Kernel create(Params params) {
      return maker.apply(params);
    }
  }

  private static final Kernels KERNELS =
      Kernels.of(
          List.of(
              new Toys.Change(),
              new Named("liquidity", p -> new Liquidity(7)),
              new Named("universe", p -> new Universe("", true, false)),
              new Named("both", p -> SignWeights.equal(true)),
              new Named("long", p -> SignWeights.equal(false))));

  /** Holds all there is, in equal parts. */
  private static Program equalWeight(Account account, boolean liquidity) {
    List<Wire> traded = List.of(Wire.market("volume"), Wire.market("split"), Wire.market("close"));
    List<Wire> all = List.of(Wire.market("close"), Wire.market("member"));
    Step known = new Step("l", "liquidity", Params.of(), traded, 2);
    Step weights = new Step("w", "long", Params.of(), all, 1);
    Book book =
        new Book(
            "b",
            "b",
            Wire.step(1, 0),
            null,
            liquidity ? List.of(Wire.step(0, 0), Wire.step(0, 1)) : List.of(),
            List.of(),
            account,
            Long.MIN_VALUE,
            Journal.Kept.ALL);
    return new Program(List.of(known, weights), List.of(book));
  }

  /** Long what rose, short what fell, of the members of the day. */
  private static Program ofMembers() {
    Step change = new Step("c", "change", Params.of("bars", "3"), List.of(CLOSE), 1);
    List<Wire> bars = List.of(CLOSE, Wire.market("volume"), Wire.market("member"), CLOSE);
    Step universe = new Step("u", "universe", Params.of(), bars, 1);
    List<Wire> choice = List.of(Wire.step(0, 0), Wire.step(1, 0));
    Step weights = new Step("w", "both", Params.of(), choice, 1);
    Book book = equalWeight(ACCOUNT, false).books().get(0);
    Book choosing =
        new Book(
            "b",
            "b",
            Wire.step(2, 0),
            null,
            Wire.step(1, 0),
            List.of(),
            List.of(),
            book.account(),
            Long.MIN_VALUE,
            Journal.Kept.ALL);
    return new Program(List.of(change, universe, weights), List.of(choosing));
  }

  /** A market one of whose instruments is listed all the time and a member from a bar on. */
  private static Panel joined(double pricesBefore) {
    Panel toy = Toys.panel(120, WIDTH);
    Map<String, double[]> columns = new LinkedHashMap<>(toy.bars().columns());
    double[] member = new double[120 * WIDTH];
    Arrays.fill(member, 1);
    for (int t = 0; t < JOINS; t++) {
      member[t * WIDTH + LATE] = 0;
    }
    columns.put("member", member);
    for (int t = 0; t < JOINS - 5; t++) {
      double moved = 1 + pricesBefore * (t % 7);
      for (String price : List.of("open", "close")) {
        columns.get(price)[t * WIDTH + LATE] *= moved;
      }
    }
    return Panel.of(
        "joined",
        Frame.of(toy.time(), toy.instruments(), columns),
        Actions.none(),
        Map.of(),
        Map.of(),
        List.of());
  }

  private static List<BookResult> controls(Program program, Panel panel) {
    NoiseWork work = new NoiseWork(program, KERNELS, DRAWS, 1);
    Shared shared = new Shared(panel, Interpreter.noFeatures(panel));
    List<double[]> parts =
        work.range().split(3).stream().map(range -> work.run(shared, range)).toList();
    return work.results("k", shared, parts);
  }

  private static Columns buyAndHold(Program program, Panel panel) {
    return controls(program, panel).stream()
        .filter(result -> result.key().equals("k/buy-and-hold"))
        .findFirst()
        .orElseThrow()
        .journal()
        .equity();
  }

  /** From the first decision on. */
  private static double[] own(Program program, Panel panel, String column) {
    Backtest backtest =
        Backtest.open(
            program, KERNELS, panel, Interpreter.noFeatures(panel), Journal.Detail.EQUITY);
    backtest.run();
    Trader trader = backtest.traders().get(0);
    double[] all = trader.close().equity().column(column);
    return Arrays.copyOfRange(all, trader.firstDecision(), all.length);
  }

  @Test
  void buyAndHoldPaysTheImpactOfABookThatDecidesOnce() {
    Panel twoMonths = Toys.panel(35, WIDTH);
    Account monthly = ACCOUNT.with(Account.Rebalance.MONTH_END);
    Program once = equalWeight(monthly, true);
    double[] impact = own(once, twoMonths, "impact");
    assertThat(impact[0]).isZero();
    assertThat(impact[1]).isPositive();
    assertThat(Arrays.stream(impact).sum()).isEqualTo(impact[1]);
    Columns held = buyAndHold(once, twoMonths);
    assertThat(held.column("impact")).containsExactly(impact);
    assertThat(held.column("equity")).containsExactly(own(once, twoMonths, "equity"));
  }

  @Test
  void aLateJoinerIsInNoControlBeforeItJoins() {
    List<BookResult> calm = controls(ofMembers(), joined(0));
    List<BookResult> wild = controls(ofMembers(), joined(0.1));
    assertThat(wild).hasSameSizeAs(calm);
    for (int k = 0; k < calm.size(); k++) {
      assertThat(wild.get(k).metrics()).isEqualTo(calm.get(k).metrics());
      assertThat(wild.get(k).journal().equity().column("equity"))
          .containsExactly(calm.get(k).journal().equity().column("equity"));
    }
    double[] member = own(ofMembers(), joined(0), "equity");
    assertThat(own(ofMembers(), joined(0.1), "equity")).containsExactly(member);
  }

  @Test
  void buyAndHoldIsAnEqualPartOfTheUniverseOfItsFirstDecision() {
    Panel panel = joined(0);
    Columns equity = buyAndHold(ofMembers(), panel);
    int first = (int) equity.at(Journal.BAR, 0);
    double held = 0;
    for (int i = 0; i < WIDTH; i++) {
      double grown = panel.bars().at("close", 119, i) / panel.bars().at("open", first + 1, i);
      held += i == LATE ? 0 : grown / (WIDTH - 1);
    }
    double gross = equity.at(Journal.E_GROSS, equity.rows() - 1);
    double bought = equity.at(Journal.E_TRADED, 1);
    assertThat(gross).isCloseTo(held * bought, within(1e-9 * gross));
  }

  @Test
  void aGapInABenchmarkOrInCashIsNotAReturnOfNothing() {
    double[] returns = new double[35];
    Arrays.fill(returns, 0.001);
    double[] rates = new double[35];
    Arrays.fill(rates, 0.02);
    Panel whole = beside(returns, rates);
    returns[25] = Double.NaN;
    returns[28] = Double.NaN;
    rates[26] = Double.NaN;
    Panel holed = beside(returns, rates);
    Program once = equalWeight(ACCOUNT.with(Account.Rebalance.MONTH_END), false);
    assertThat(control(once, whole, "benchmark", "total-return")).isPositive();
    assertThat(control(once, whole, "cash", "total-return")).isPositive();
    assertThat(control(once, whole, "benchmark", "missing")).isNaN();
    for (String name : List.of("benchmark", "cash")) {
      assertThat(control(once, holed, name, "total-return")).isNaN();
      assertThat(control(once, holed, name, "cagr")).isNaN();
      assertThat(control(once, holed, name, "sharpe")).isNaN();
    }
    assertThat(control(once, holed, "benchmark", "missing")).isEqualTo(2);
    assertThat(control(once, holed, "benchmark", "first-missing"))
        .isEqualTo(holed.time().session(25));
    assertThat(control(once, holed, "cash", "first-missing")).isEqualTo(holed.time().session(27));
    assertThat(control(once, holed, "buy-and-hold", "cagr"))
        .isCloseTo(control(once, whole, "buy-and-hold", "cagr"), within(1e-12));
  }

  @Test
  void whatIsNotKnownBeforeTheFirstDecisionIsNoGap() {
    double[] returns = new double[35];
    Arrays.fill(returns, 0.001);
    Program once = equalWeight(ACCOUNT.with(Account.Rebalance.MONTH_END), false);
    Panel whole = beside(returns, returns);
    int first = 0;
    while (whole.time().date(first).getMonthValue() == 1) {
      returns[first++] = Double.NaN;
    }
    assertThat(control(once, beside(returns, new double[35]), "benchmark", "cagr"))
        .isEqualTo(control(once, whole, "benchmark", "cagr"));
  }

  private static Panel beside(double[] benchmark, double[] rates) {
    Panel toy = Toys.panel(35, WIDTH);
    return Panel.of(
        "beside",
        Frame.of(toy.time(), toy.instruments(), toy.bars().columns()),
        Actions.none(),
        Map.of(),
        Map.of("benchmark", benchmark.clone(), "cash-rate", rates.clone()),
        List.of());
  }

  private static double control(Program program, Panel panel, String control, String name) {
    return controls(program, panel).stream()
        .flatMap(result -> result.metrics().stream())
        .filter(metric -> metric.scope().equals("control") && metric.item().equals(control))
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .map(Metric::value)
        .orElse(Double.NaN);
  }

  @Test
  void whatIsNotKnownIsDearForBoth() {
    Panel twoMonths = Toys.panel(35, WIDTH);
    Program unknown = equalWeight(ACCOUNT.with(Account.Rebalance.MONTH_END), false);
    double[] impact = own(unknown, twoMonths, "impact");
    assertThat(impact[1]).isPositive();
    assertThat(buyAndHold(unknown, twoMonths).column("impact")).containsExactly(impact);
  }
}
