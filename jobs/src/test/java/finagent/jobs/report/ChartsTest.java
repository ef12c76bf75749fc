package finagent.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChartsTest {
  private static final int DAY = Math.toIntExact(LocalDate.of(2020, 1, 2).toEpochDay());

  private static Series series(double... values) {
    int[] days = IntStream.range(DAY, DAY + values.length).toArray();
    return Series.of("it", days, values);
  }

  @Property(tries = 60)
  void thinningKeepsTheExtremesAndTheEnds(
      @ForAll @IntRange(min = 1, max = 20_000) int size, @ForAll int seed) {
    double[] values = new double[size];
    Arrays.setAll(values, t -> Math.sin(t * 0.37 + seed) + Math.sin(t * 0.0011 * (seed % 7)));
    Series curve = series(values);
    int[] kept = Thinning.of(curve);
    assertThat(kept.length).isLessThanOrEqualTo(Thinning.MOST);
    assertThat(kept).startsWith(0).endsWith(size - 1).isSorted().doesNotHaveDuplicates();
    double[] drawn = Arrays.stream(kept).mapToDouble(curve::value).toArray();
    assertThat(Arrays.stream(drawn).min()).isEqualTo(Arrays.stream(values).min());
    assertThat(Arrays.stream(drawn).max()).isEqualTo(Arrays.stream(values).max());
  }

  @Test
  void aGapInALongCurveStaysAGap() {
    double[] values = new double[10_000];
    Arrays.fill(values, 1);
    values[4321] = Double.NaN;
    assertThat(Thinning.of(series(values))).contains(4321);
    String chart = Charts.growthChart("it", List.of(series(values)));
    String path = chart.lines().filter(l -> l.contains("curve c0")).findFirst().orElseThrow();
    assertThat(path.replaceAll("[^M]", "")).isEqualTo("MM");
  }

  @Test
  void curvesStartTogetherWhereAllAreKnown() {
    StrategyReport strategy =
        new StrategyReport(
            "it",
            series(100, 100, 110),
            List.of(Series.of("late", new int[] {DAY + 1, DAY + 2}, new double[] {4, 2})),
            List.of(),
            "USD",
            List.of());
    List<Series> curves = Charts.growth(strategy);
    assertThat(curves.get(0).value(2)).isCloseTo(1.1, within(1e-12));
    assertThat(curves.get(1).value(0)).isEqualTo(1);
    assertThat(curves.get(1).value(1)).isEqualTo(0.5);
  }

  @Test
  void drawdownIsMeasuredFromTheRunningPeak() {
    Series fall = series(10, 12, 9, Double.NaN, 13).drawdown();
    assertThat(fall.value(0)).isZero();
    assertThat(fall.value(2)).isEqualTo(-0.25);
    assertThat(fall.value(4)).isZero();
    assertThat(fall.lowest()).isEqualTo(2);
  }

  @Test
  void minuteBarsKeepTheLastOfEachSession() {
    Series daily = Series.lastOfEach("it", new int[] {1, 1, 2, 5, 5}, new double[] {1, 2, 3, 4, 5});
    assertThat(daily.size()).isEqualTo(3);
    assertThat(IntStream.range(0, 3).mapToDouble(daily::value)).containsExactly(2.0, 3.0, 5.0);
    assertThat(IntStream.range(0, 3).map(daily::session)).containsExactly(1, 2, 5);
  }

  @Test
  void aSeriesMustGoForwardInTime() {
    assertThatThrownBy(() -> Series.of("it", new int[] {2, 2}, new double[2]))
        .hasMessageContaining("1970-01-03 does not come after 1970-01-03");
    assertThatThrownBy(() -> Series.of("it", new int[] {2}, new double[2]))
        .hasMessageContaining("1 sessions but 2 values");
  }

  @Test
  void ticksAreRoundNumbersOfTheRange() {
    assertThat(Axis.linear(-0.37, 0, 0, 100).ticks(3)).containsExactly(-0.2, 0.0);
    assertThat(Axis.linear(0, 7, 0, 100).ticks(7)).containsExactly(0., 1., 2., 3., 4., 5., 6., 7.);
    assertThat(Axis.log(0.9, 110, 0, 100).ticks(6))
        .containsExactly(1., 2., 5., 10., 20., 50., 100.);
    assertThat(Axis.log(0.25, 1.7, 0, 100).ticks(6)).containsExactly(0.3, 0.4, 0.6, 0.8, 1.0, 1.5);
    assertThat(Axis.log(1, 100, 0, 50).at(10)).isCloseTo(25, within(1e-9));
    assertThatThrownBy(() -> Axis.log(0, 1, 0, 1)).hasMessageContaining("Invalid axis");
  }

  @Test
  void datesAreLabelledByTheLengthOfThePeriod() {
    assertThat(labels("2015-01-02", "2024-12-31")).startsWith("2016").endsWith("2024").hasSize(9);
    assertThat(labels("2020-01-15", "2020-08-20")).startsWith("2020-02").endsWith("2020-08");
    assertThat(labels("2020-01-15", "2020-01-20")).startsWith("2020-01-15").hasSize(6);
    assertThat(labels("1871-01-01", "2026-01-01")).startsWith("1880").contains("1900", "2020");
  }

  private static List<String> labels(String from, String to) {
    int first = Math.toIntExact(LocalDate.parse(from).toEpochDay());
    int last = Math.toIntExact(LocalDate.parse(to).toEpochDay());
    return Dates.of(first, last, 11).stream().map(Dates.Tick::label).toList();
  }

  @Test
  void numbersAreWrittenForPeople() {
    assertThat(Figures.percent(-0.1234, 1)).isEqualTo("\u221212.3\u00a0%");
    assertThat(Figures.percent(-0.0001, 1)).isEqualTo("0.0\u00a0%");
    assertThat(Figures.count(1234567)).isEqualTo("1\u202f234\u202f567");
    assertThat(Figures.ratio(Double.NaN, 2)).isEqualTo("\u2013");
    assertThat(Figures.ratio(Double.POSITIVE_INFINITY, 2)).isEqualTo("\u2013");
    assertThat(Figures.tick(0.5)).isEqualTo("0.5");
    assertThat(Svg.number(-0.04)).isEqualTo("0");
    assertThat(Svg.number(12.345)).isEqualTo("12.3");
  }

  @Test
  void withoutNumbersThereIsNoChart() {
    StrategyReport bare =
        new StrategyReport("it", series(1, 2), List.of(), List.of(), "USD", List.of());
    assertThat(Charts.costChart(bare)).isEmpty();
    assertThat(Charts.noiseChart(bare)).isEmpty();
  }
}
