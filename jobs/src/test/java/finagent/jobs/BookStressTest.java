package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.jobs.stress.Recipe;
import finagent.jobs.stress.Recipes;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.risk.Exposures;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a book that is held still gains or loses by a scenario. */
class BookStressTest {
  private static final TimeAxis TIME =
      SyntheticMarket.of(
              new SyntheticMarket.Config(
                  2, 60, LocalDate.of(2015, 1, 2), 1, SyntheticMarket.Kind.STANDARD))
          .time();

  /** A market in which nothing moves. */
  private static Panel calm(String... ids) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String column : List.of("open", "high", "low", "close", "volume")) {
      double[] values = new double[TIME.size() * ids.length];
      Arrays.fill(values, 50);
      columns.put(column, values);
    }
    return Panel.of(
        "calm",
        Frame.of(TIME, InstrumentAxis.of(List.of(ids)), columns),
        Actions.none(),
        Map.of(),
        Map.of(),
        List.of());
  }

  private static BookStress stress(double[] money, List<Recipe> recipes) {
    Panel panel = calm("A", "B");
    return BookStress.of(
        Exposures.of(List.of("A", "B"), money), panel, panel, recipes, past -> panel);
  }

  @Test
  void aCrashOfAFifthTakesAFifthOfWhatIsHeldLongAndGivesItToWhatIsShort() {
    List<Recipe> crash = Recipes.shipped(Long.MAX_VALUE).named(List.of("market-crash"));
    assertThat(stress(new double[] {1e6, 0}, crash).profits().get("market-crash"))
        .isCloseTo(-2e5, within(1e-3));
    assertThat(stress(new double[] {1e6, -1e6}, crash).profits().get("market-crash"))
        .isCloseTo(0, within(1e-3));
    assertThat(stress(new double[] {0, -3e6}, crash).profits().get("market-crash"))
        .isCloseTo(6e5, within(1e-3));
  }

  @Test
  void allThatShipAreInTheTableAndThoseTheMarketHasNoRoomForSayWhy() {
    BookStress stress =
        stress(new double[] {1e6, 0}, Recipes.shipped(Long.MAX_VALUE).forBooks(List.of()));
    assertThat(stress.profits()).containsKeys("market-crash", "black-swan", "earnings-season");
    assertThat(stress.left()).containsKeys("bull", "bear", "sideways");
    assertThat(stress.left().get("bull")).contains("250", "60");
    assertThat(stress.profits().keySet()).noneMatch(name -> name.endsWith("2008-09"));
  }
}
