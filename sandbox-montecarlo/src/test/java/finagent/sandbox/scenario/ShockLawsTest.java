package finagent.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What shocks do to moves, on a market with splits, dividends, delistings, gaps and late listings.
 */
class ShockLawsTest {
  private static final Account.Costs COSTS =
      new Account.Costs(.0005, 0, 0, .0004, .5, .01, 0, 0, .02);
  private static final Panel PANEL =
      SyntheticMarket.of(
          new SyntheticMarket.Config(
              40, 700, LocalDate.of(2015, 1, 1), 3, SyntheticMarket.Kind.STANDARD));

  @Test
  void threefoldVolatilityScalesLogReturnsAboutTheirMean() {
    Scenario wild = new Scenario("wild", Window.last(60), List.of(new Volatility(0, 60, 3)));
    Stressed stressed = wild.apply(PANEL, COSTS);
    int n = stressed.from();
    int width = PANEL.width();
    double[] old = PANEL.bars().column("close");
    double[] wilder = stressed.panel().bars().column("close");
    int checked = 0;
    for (int i = 0; i < width; i++) {
      double mean = Math.log(old[(n + 59) * width + i] / old[(n - 1) * width + i]) / 60;
      boolean plain = quiet(i, n);
      for (int t = n; plain && t < n + 60; t++) {
        double r = Math.log(old[t * width + i] / old[(t - 1) * width + i]);
        double expected = mean + 3 * (r - mean);
        double is = Math.log(wilder[t * width + i] / wilder[(t - 1) * width + i]);
        assertThat(is).isCloseTo(expected, within(1e-11));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(600);
    for (double price : wilder) {
      assertThat(price > 0 || Double.isNaN(price)).isTrue();
    }
  }

  /** Whether an instrument trades at all bars of the window and has no actions in it. */
  private static boolean quiet(int i, int from) {
    for (int k = PANEL.actions().firstAtOrAfter(from); k < PANEL.actions().size(); k++) {
      if (PANEL.actions().at(k).instrument() == i) {
        return false;
      }
    }
    for (int t = from - 1; t < PANEL.time().size(); t++) {
      if (Double.isNaN(PANEL.bars().at("close", t, i))) {
        return false;
      }
    }
    return true;
  }

  @Test
  void evenAHundredfoldVolatilityLeavesPricesAboveZero() {
    Scenario absurd = new Scenario("absurd", Window.last(60), List.of(new Volatility(0, 60, 100)));
    for (double price : absurd.apply(PANEL, COSTS).panel().bars().column("close")) {
      assertThat(price > 0 || Double.isNaN(price)).isTrue();
    }
  }

  @Test
  void aShockOnTopIsWhatItSaysWhateverTheMarketDid() {
    Betas betas = Betas.of(PANEL, 100, 600);
    Stressed crash =
        Scenarios.last("market-crash", Map.of("volatility", 1.0)).apply(PANEL, COSTS, betas);
    int t = crash.from();
    int seen = 0;
    for (int i = 0; i < PANEL.width(); i++) {
      double now = crash.panel().bars().at("close", t, i);
      if (!Double.isNaN(now)) {
        double beta = betas.of(PANEL.instruments().id(i));
        assertThat(now / PANEL.bars().at("close", t, i)).isCloseTo(1 - .2 * beta, within(1e-12));
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(20);
  }

  @Test
  void correlationsMoveSevenTenthsOfTheWayToOne() {
    int n = 200;
    Scenario together =
        new Scenario("together", Window.last(n), List.of(new Correlation(0, n, .7, 5)));
    Stressed stressed = together.apply(PANEL, COSTS);
    Canvas before = canvas(PANEL, n);
    Canvas after = canvas(stressed.panel(), n);
    int checked = 0;
    for (int i = 0; i < PANEL.width(); i++) {
      for (int j = 0; j < i; j++) {
        double was = correlation(before, i, j);
        if (!Double.isNaN(was)) {
          double gap = correlation(after, i, j) - (was + .7 * (1 - was));
          assertThat(gap).isCloseTo(0, within(1e-8));
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(100);
  }

  private static Canvas canvas(Panel panel, int n) {
    return new Canvas(panel, Window.last(n).bars("test", panel.time()), Betas.given(Map.of()));
  }

  private static double correlation(Canvas canvas, int i, int j) {
    double a = canvas.mean(i, 0, canvas.bars);
    double b = canvas.mean(j, 0, canvas.bars);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int t = 0; t < canvas.bars; t++) {
      double x = canvas.close[t * canvas.columns + i] - a;
      double y = canvas.close[t * canvas.columns + j] - b;
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }
    return ab / Math.sqrt(aa * bb);
  }
}
