package finagent.sandbox.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.backtest.Toys;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Actions.Action;
import finagent.sandbox.market.Actions.Kind;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Wants;
import finagent.sandbox.program.Wire;
import finagent.sandbox.random.Blocks;
import finagent.sandbox.random.Philox;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How much is traded on a path, whatever has split since. */
class PathVolumesTest {
  private static final int BARS = 90;
  private static final int WIDTH = 5;
  private static final int WINDOW = 7;
  private static final Set<String> FED = Set.of("open", "close", "volume");

  /** Money traded a day. */
  private static double money(int i) {
    return 1e5 * (i + 1);
  }

  /**
   * Two of five split, one of them twice; each trades the same money every day.
   *
   * @param moves standard deviation of daily returns
   */
  private static Panel history(double moves) {
    Panel toy = Toys.panel(BARS, WIDTH);
    List<Action> splits =
        List.of(split(toy, 20, 1, 10), split(toy, 40, 3, 0.25), split(toy, 60, 1, 3));
    double[] fair = new double[BARS * WIDTH];
    Philox random = Philox.of(3, "path-volumes");
    for (int c = 0; c < fair.length; c++) {
      double before = c < WIDTH ? 10 + c : fair[c - WIDTH];
      fair[c] = before * (1 + moves * random.normal(0, c / WIDTH, c % WIDTH, 0));
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String price : List.of("open", "high", "low", "close")) {
      columns.put(price, fair.clone());
    }
    for (Action split : splits) {
      for (int t = split.bar(); t < BARS; t++) {
        int c = t * WIDTH + split.instrument();
        columns.values().forEach(prices -> prices[c] /= split.amount());
      }
    }
    double[] close = columns.get("close");
    double[] volume = new double[close.length];
    Arrays.setAll(volume, c -> money(c % WIDTH) / close[c]);
    columns.put("volume", volume);
    return Panel.of(
        "split",
        Frame.of(toy.time(), toy.instruments(), columns),
        Actions.of(splits),
        Map.of(),
        Map.of(),
        List.of());
  }

  private static Action split(Panel panel, int bar, int i, double shares) {
    return new Action(bar, i, panel.instruments().id(i), Kind.SPLIT, shares);
  }

  private static RowBootstrap bootstrap() {
    return RowBootstrap.stationary(BARS - 1, 9);
  }

  private static List<PathMarket> markets(Panel history, Set<String> columns) {
    Philox random = Paths.random(3);
    PathModel model = new BootstrapPanel(ResampledPanel.of(history).returns(), bootstrap());
    return List.of(
        ResampledMarket.of(history, BARS, bootstrap(), random, new int[0], columns),
        ModelledMarket.of(history, BARS, model, Blocks.of(random), columns));
  }

  private static Program charged(boolean liquidity) {
    Account.Costs costs = new Account.Costs(0, 0, 0, 1e-4, 1, 0, 0, 0, 0);
    return FastRunTest.program(Account.plain(1e4).with(costs), true, liquidity);
  }

  /** Average daily volume times close, bar by bar, of a market made block by block or whole. */
  private static double[] liquidity(FedMarket market, boolean whole) {
    Program program = charged(true);
    Wants wants = Wants.everything(program);
    Panel panel = whole ? market.whole() : market.axes();
    Interpreter interpreter =
        whole
            ? Interpreter.open(
                program, FastRunTest.KERNELS, panel, Interpreter.noFeatures(panel), wants)
            : Interpreter.open(program, FastRunTest.KERNELS, panel, market.feed(), wants);
    double[] money = new double[BARS * WIDTH];
    while (interpreter.nextBar() < BARS) {
      int first = interpreter.nextBar();
      interpreter.run(Math.min(interpreter.maxRows(), BARS - first));
      for (int c = first * WIDTH; c < interpreter.nextBar() * WIDTH; c++) {
        int close = interpreter.at(Wire.market("close"), c / WIDTH) + c % WIDTH;
        int adv = interpreter.at(Wire.step(1, 0), c / WIDTH) + c % WIDTH;
        money[c] =
            interpreter.values(Wire.step(1, 0))[adv]
                * interpreter.values(Wire.market("close"))[close];
      }
    }
    return money;
  }

  @Test
  void splitsAloneLeaveEveryInstrumentAsLiquidAsItWas() {
    for (PathMarket paths : markets(history(0), FED)) {
      for (long path = 0; path < 4; path++) {
        FedMarket market = paths.market(path);
        double[] fed = liquidity(market, false);
        assertThat(liquidity(market, true)).containsExactly(fed);
        for (int c = WINDOW * WIDTH; c < fed.length; c++) {
          assertThat(fed[c]).isCloseTo(money(c % WIDTH), within(1e-9 * money(c % WIDTH)));
        }
      }
    }
  }

  @Test
  void aSessionBringsTheMoneyTradedInItToAnyLevelOfPrices() {
    for (PathMarket paths : markets(history(0.05), FED)) {
      for (long path = 0; path < 4; path++) {
        Frame bars = paths.market(path).whole().bars();
        for (int c = 0; c < BARS * WIDTH; c++) {
          double traded = bars.column("volume")[c] * bars.column("close")[c];
          assertThat(traded).isCloseTo(money(c % WIDTH), within(1e-12 * traded));
        }
      }
    }
  }

  @Test
  void impactOnPathsOfAHistoryWithSplitsIsThatOfTheLedgerToTheLastBit() {
    for (PathMarket paths : markets(history(0.05), FED)) {
      PanelRun fast = PanelRun.fast(charged(true), FastRunTest.KERNELS);
      PanelRun ledger = PanelRun.ledger(charged(true), FastRunTest.KERNELS);
      PanelRun unknown = PanelRun.ledger(charged(false), FastRunTest.KERNELS);
      for (long path = 0; path < 4; path++) {
        FedMarket market = paths.market(path);
        double sharpe = fast.run(market).sharpe();
        assertThat(fast.throughLedger()).isFalse();
        assertThat(ledger.run(market.whole()).sharpe()).isEqualTo(sharpe);
        assertThat(fast.equity()).containsExactly(ledger.equity());
        unknown.run(market.whole());
        assertThat(unknown.equity()[BARS - 1]).isNotEqualTo(ledger.equity()[BARS - 1]);
      }
    }
  }

  @Test
  void noVolumeStaysNone() {
    Panel history = history(0.05);
    double[] volume = history.bars().column("volume");
    volume[30 * WIDTH + 1] = 0;
    volume[30 * WIDTH + 2] = Double.NaN;
    ResampledPanel resampled = ResampledPanel.of(history, FED);
    int[] rows = new int[BARS - 1];
    Arrays.fill(rows, 29);
    resampled.fill(rows);
    assertThat(resampled.feed().alwaysTrades()).isFalse();
    for (int t = 1; t < BARS; t++) {
      assertThat(resampled.panel().bars().at("volume", t, 0)).isPositive();
      assertThat(resampled.panel().bars().at("volume", t, 1)).isZero();
      assertThat(resampled.panel().bars().at("volume", t, 2)).isNaN();
    }
  }
}
