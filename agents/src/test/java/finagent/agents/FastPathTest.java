package finagent.agents;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.Memory;
import finagent.planner.Planner;
import finagent.planner.spec.SpecCompiler;
import finagent.planner.spec.SpecReader;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Calendar;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.montecarlo.FedMarket;
import finagent.sandbox.montecarlo.PanelRun;
import finagent.sandbox.montecarlo.ResampledPanel;
import finagent.sandbox.montecarlo.RowBootstrap;
import finagent.sandbox.program.Program;
import finagent.sandbox.random.Philox;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastPathTest {
  private static final Path CONF = Path.of(System.getProperty("finagent.root", ".."), "conf");
  private static final int BARS = 700;
  private static final int WIDTH = 26;

  private static Program program(String text) {
    Pools pools = Pools.shipped();
    String[] words = text.split(" ");
    SpecReader reader = new SpecReader(pools, List.of(CONF));
    List<String> overrides = Arrays.asList(words).subList(1, words.length);
    ExecutionPlan plan =
        Planner.plan(
            List.of(SpecCompiler.dag(reader.read(CONF.resolve(words[0]), overrides), pools)),
            pools,
            task -> Digest.of("toy").build(),
            Memory.empty(),
            task -> 1);
    return Compiler.books(plan, pools, plan.books().values(), Set.of());
  }

  private static Panel market() {
    long[] ends = new long[BARS];
    int[] sessions = new int[BARS];
    LocalDate day = LocalDate.of(2015, 1, 1);
    for (int t = 0; t < BARS; t++) {
      day = Calendar.XNYS.next(day);
      sessions[t] = (int) day.toEpochDay();
      ends[t] = day.toEpochDay() * 86_400_000_000L + 75_600_000_000L;
    }
    List<String> ids = new ArrayList<>();
    Map<String, String> sectors = new LinkedHashMap<>();
    for (int i = 0; i < WIDTH; i++) {
      ids.add("I%02d".formatted(i));
      sectors.put(ids.get(i), "Sector " + i % 3);
    }
    double[] rates = new double[BARS];
    Arrays.setAll(rates, t -> 0.01 + 0.00002 * t);
    return Panel.of(
        "random",
        Frame.of(TimeAxis.of("XNYS", 252, ends, sessions), InstrumentAxis.of(ids), columns()),
        Actions.none(),
        sectors,
        Map.of("cash-rate", rates),
        List.of());
  }

  private static Map<String, double[]> columns() {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : List.of("open", "high", "low", "close", "volume")) {
      columns.put(name, new double[BARS * WIDTH]);
    }
    Philox random = Philox.of(5, "fast-path");
    for (int t = 0; t < BARS; t++) {
      for (int i = 0; i < WIDTH; i++) {
        int c = t * WIDTH + i;
        double before = t == 0 ? 20 + i : columns.get("close")[c - WIDTH];
        double open = before * (1 + 0.004 * random.normal(0, t, i, 0));
        double close = open * (1 + 0.015 * random.normal(0, t, i, 1));
        columns.get("open")[c] = open;
        columns.get("close")[c] = close;
        columns.get("high")[c] = Math.max(open, close);
        columns.get("low")[c] = Math.min(open, close);
        columns.get("volume")[c] = 1e5 * (1 + random.uniform(0, t, i, 2));
      }
    }
    return columns;
  }

  @ParameterizedTest
  @CsvSource({
    "ma-cross.yaml",
    "ma-cross.yaml schedule.rebalance=daily schedule.band=0bps fill.at=close",
    "ma-cross.yaml costs.preset=none costs.halfSpread=5bps fill.maxLeverage=1",
    "ma-cross.yaml costs.cash=4% costs.margin=8%",
    "mean-reversion.yaml",
    "mean-reversion.yaml schedule.rebalance=daily schedule.tranches=5 fill.at=next-close",
    "momentum.yaml",
    "momentum-grid.yaml",
    "pairs.yaml formation.fdr=100% formation.every=1mo",
    "pairs.yaml formation.fdr=100% formation.every=1mo portfolio.gross=60% fill.maxLeverage=1"
  })
  void aShippedStrategyIsTheSameToTheLastBitThroughTheLedger(String text) {
    Program program = program(text).only(0, 1);
    PanelRun ledger = PanelRun.ledger(program, Pools.shipped().kernels());
    PanelRun fast = PanelRun.fast(program, Pools.shipped().kernels());
    PanelRun fed = PanelRun.fast(program, Pools.shipped().kernels());
    ResampledPanel resampled = ResampledPanel.of(market());
    int[] rows = new int[BARS - 1];
    for (long path = 0; path < 3; path++) {
      RowBootstrap.stationary(BARS - 1, 20).rows(RowBootstrap.random(3), path, rows);
      resampled.fill(rows);
      double turnover = ledger.run(resampled.panel()).turnover();
      assertThat(turnover).isPositive();
      assertThat(fast.run(resampled.panel()).turnover()).isEqualTo(turnover);
      assertThat(fast.throughLedger()).isFalse();
      assertThat(fast.equity()).containsExactly(ledger.equity());
      resampled.start(rows);
      assertThat(fed.run((FedMarket) resampled).turnover()).isEqualTo(turnover);
      assertThat(fed.throughLedger()).isFalse();
      assertThat(fed.equity()).containsExactly(ledger.equity());
    }
  }

  @Test
  void aFixedRateReachesTheAccount() {
    Account.Costs fixed = costs("ma-cross.yaml costs.cash=0% costs.margin=8%");
    assertThat(fixed.rate(1, 0.05)).isZero();
    assertThat(fixed.rate(-1, 0.05)).isEqualTo(0.08);
    Account.Costs over = costs("ma-cross.yaml costs.cash=tbill-1% costs.margin=8%");
    assertThat(over.rate(1, 0.05)).isEqualTo(0.05 - 0.01);
    assertThat(over.rate(-1, 0.05)).isEqualTo(0.08);
  }

  private static Account.Costs costs(String text) {
    return program(text).books().get(0).account().costs();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "momentum.yaml fill.sizing=shares | sizing in whole shares goes through the ledger",
        "momentum.yaml fill.maxAdv=5% | a cap on volume (maxAdv 0.05) goes through the ledger",
        "ma-cross.yaml risk.drawdownGuard.limit=20% | 'drawdown-guard' looks at the account and"
            + " goes through the ledger"
      })
  void whatIsRefusedIsNamed(String text, String why) {
    assertThat(PanelRun.refusal(program(text))).hasValue(why);
  }
}
