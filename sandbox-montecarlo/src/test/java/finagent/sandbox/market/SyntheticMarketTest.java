package finagent.sandbox.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.market.SyntheticMarket.Config;
import finagent.sandbox.market.SyntheticMarket.Kind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticMarketTest {
  private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);

  private static Panel market(int instruments, int sessions, long seed, Kind kind) {
    return SyntheticMarket.of(new Config(instruments, sessions, FIRST, seed, kind));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void barsObeyTheLawsOfBars(Kind kind) {
    Panel panel = market(60, 1200, 5, kind);
    Frame bars = panel.bars();
    int missing = 0;
    for (int t = 0; t < panel.time().size(); t++) {
      for (int i = 0; i < panel.width(); i++) {
        double open = bars.at("open", t, i);
        double high = bars.at("high", t, i);
        double low = bars.at("low", t, i);
        double close = bars.at("close", t, i);
        double volume = bars.at("volume", t, i);
        if (Double.isNaN(close)) {
          assertThat(new double[] {open, high, low, volume}).containsOnly(Double.NaN);
          missing++;
        } else {
          assertThat(low).isPositive().isLessThanOrEqualTo(Math.min(open, close));
          assertThat(high).isGreaterThanOrEqualTo(Math.max(open, close));
          assertThat(volume).isGreaterThanOrEqualTo(100).isEqualTo(Math.rint(volume));
          assertThat(inCents(open) && inCents(high) && inCents(low) && inCents(close)).isTrue();
        }
      }
    }
    assertThat(missing).isBetween(100, 6000);
  }

  private static boolean inCents(double price) {
    return price < 1 || price == Math.rint(price * 100) / 100;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theSameSeedGivesTheSameBits(Kind kind) {
    assertSame(market(8, 300, 3, kind), market(8, 300, 3, kind), 8, 300);
  }

  @Test
  void anotherSeedGivesAnotherMarket() {
    double[] one = market(8, 300, 1, Kind.STANDARD).bars().column("close");
    double[] two = market(8, 300, 2, Kind.STANDARD).bars().column("close");
    int equal = 0;
    for (int c = 0; c < one.length; c++) {
      equal += one[c] == two[c] ? 1 : 0;
    }
    assertThat(equal).isLessThan(10);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aLargerMarketContainsTheSmallerOne(Kind kind) {
    assertSame(market(13, 300, 3, kind), market(30, 500, 3, kind), 13, 300);
  }

  private static void assertSame(Panel small, Panel large, int instruments, int sessions) {
    for (String column : small.bars().columns().keySet()) {
      for (int t = 0; t < sessions; t++) {
        for (int i = 0; i < instruments; i++) {
          assertThat(bits(large, column, t, i)).isEqualTo(bits(small, column, t, i));
        }
      }
    }
    assertThat(actions(large, instruments, sessions))
        .isEqualTo(actions(small, instruments, sessions));
    assertThat(small.instruments().ids())
        .isEqualTo(large.instruments().ids().subList(0, instruments));
    assertThat(small.time()).isEqualTo(large.time().slice(0, sessions));
  }

  private static long bits(Panel panel, String column, int t, int i) {
    return Double.doubleToRawLongBits(panel.bars().at(column, t, i));
  }

  private static List<Actions.Action> actions(Panel panel, int instruments, int sessions) {
    List<Actions.Action> actions = new ArrayList<>();
    for (int k = 0; k < panel.actions().size(); k++) {
      Actions.Action action = panel.actions().at(k);
      if (action.instrument() < instruments && action.bar() < sessions) {
        actions.add(action);
      }
    }
    return actions;
  }

  @Test
  void someStartLateSomeEndSomeSplitSomePay() {
    Panel panel = market(200, 2520, 1, Kind.STANDARD);
    int[] count = new int[Actions.Kind.values().length];
    for (Actions.Action action : actions(panel, 200, 2520)) {
      count[action.kind().ordinal()]++;
      double before = lastClose(panel, action.bar(), action.instrument());
      double open = panel.bars().at("open", action.bar(), action.instrument());
      switch (action.kind()) {
        case SPLIT -> assertThat(open * action.amount() / before).isBetween(0.6, 1.4);
        case DIVIDEND -> assertThat(action.amount() / before).isBetween(0.002, 0.008);
        case DELISTING -> assertThat(open).isNaN();
        default -> assertThat(action.kind()).isNull();
      }
    }
    assertThat(count[Actions.Kind.SPLIT.ordinal()]).isBetween(2, 60);
    assertThat(count[Actions.Kind.DIVIDEND.ordinal()]).isGreaterThan(3000);
    assertThat(count[Actions.Kind.DELISTING.ordinal()]).isBetween(8, 13);
    assertThat(close(panel, 0, 7)).isNaN();
    assertThat(close(panel, 800, 7)).isPositive();
  }

  private static double lastClose(Panel panel, int bar, int i) {
    int t = bar - 1;
    while (Double.isNaN(close(panel, t, i))) {
      t--;
    }
    return close(panel, t, i);
  }

  private static double close(Panel panel, int t, int i) {
    return panel.bars().at("close", t, i);
  }

  @Test
  void nothingActsOnTheNullMarketButDelistingsAtTheLastClose() {
    Panel panel = market(60, 2520, 1, Kind.NULL);
    assertThat(actions(panel, 60, 2520))
        .isNotEmpty()
        .allMatch(a -> a.kind() == Actions.Kind.DELISTING && a.amount() == 0);
    assertThat(panel.perSession("cash-rate").orElseThrow()).containsOnly(0);
  }

  @Test
  void aDelistedInstrumentHasNoBarsFromThenOn() {
    Panel panel = market(60, 2520, 1, Kind.STANDARD);
    for (Actions.Action action : actions(panel, 60, 2520)) {
      if (action.kind() == Actions.Kind.DELISTING) {
        assertThat(close(panel, action.bar() - 1, action.instrument())).isPositive();
        for (int t = action.bar(); t < 2520; t++) {
          assertThat(close(panel, t, action.instrument())).isNaN();
        }
      }
    }
  }

  @Test
  void sessionsAreThoseOfNewYorkAndEndAtFour() {
    Panel panel = market(1, 260, 1, Kind.STANDARD);
    assertThat(panel.time().date(0)).isEqualTo(LocalDate.of(2015, 1, 2));
    assertThat(panel.time().date(259)).isEqualTo(LocalDate.of(2016, 1, 13));
    ZoneId newYork = ZoneId.of("America/New_York");
    for (int t : new int[] {0, 120}) {
      long expected = ZonedDateTime.of(panel.time().date(t).atTime(16, 0), newYork).toEpochSecond();
      assertThat(panel.time().endMicros(t)).isEqualTo(expected * 1_000_000);
    }
  }

  @Test
  void theBenchmarkIsTheReturnOfTheMarketByValue() {
    Panel alone = market(1, 50, 1, Kind.STANDARD);
    double[] benchmark = alone.perSession("benchmark").orElseThrow();
    assertThat(benchmark[0]).isZero();
    for (int t = 1; t < 50; t++) {
      double bars = close(alone, t, 0) / close(alone, t - 1, 0) - 1;
      boolean acted = alone.actions().firstAtOrAfter(t) < alone.actions().firstAtOrAfter(t + 1);
      assertThat(benchmark[t]).isCloseTo(bars, within(acted ? 0.01 : 0.0006));
    }
  }

  @Test
  void itSaysWhatItIs() {
    Panel standard = market(5, 10, 4, Kind.STANDARD);
    assertThat(standard.source()).isEqualTo("synthetic:standard (seed 4)");
    assertThat(standard.warnings())
        .allMatch(warning -> warning.startsWith("synthetic: "))
        .anyMatch(warning -> warning.contains("planted momentum"))
        .anyMatch(warning -> warning.contains("planted pairs"));
    assertThat(market(5, 10, 4, Kind.NULL).warnings())
        .anyMatch(warning -> warning.contains("martingale"));
    assertThat(standard.sectors()).hasSize(5);
    assertThat(standard.sector(4)).isNotEqualTo(standard.sector(3));
  }

  @Test
  void anEmptyMarketIsRefused() {
    assertThatThrownBy(() -> new Config(0, 100, FIRST, 1, Kind.NULL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 instruments x 100 sessions");
  }
}
