package finagent.sandbox.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SamplingTest {
  private static double[] chunk(long c) {
    Philox random = Philox.of(9, "sampling-test");
    double[] values = new double[512];
    Arrays.setAll(values, p -> random.normal(c * 512 + p, 0, 0, 0));
    return values;
  }

  @Property(tries = 2000)
  void everyValueLiesInItsBin(@ForAll double value) {
    double inside = Math.max(-0x1p67, Math.min(0x1p67, value));
    int bin = Histogram.bin(inside);
    assertThat(Histogram.lower(bin)).isLessThanOrEqualTo(inside);
    assertThat(Histogram.upper(bin)).isGreaterThanOrEqualTo(inside);
    if (Math.abs(inside) > 0x1p-59) {
      double width = Histogram.upper(bin) - Histogram.lower(bin);
      assertThat(width).isLessThanOrEqualTo(Math.abs(inside) / 127);
    }
  }

  @Test
  void binsAreInOrderWithoutGaps() {
    for (int b = 1; b < Histogram.BINS; b++) {
      assertThat(Histogram.lower(b)).isEqualTo(Histogram.upper(b - 1));
      assertThat(Histogram.upper(b)).isGreaterThan(Histogram.lower(b));
    }
  }

  @Test
  void aQuantileIsWithinABinOfTheSortedOne() {
    double[] all = new double[512 * 40];
    Histogram histogram = new Histogram();
    for (int c = 0; c < 40; c++) {
      double[] values = chunk(c);
      histogram.add(values, 0, 512);
      System.arraycopy(values, 0, all, c * 512, 512);
    }
    Arrays.sort(all);
    for (double p : new double[] {0.001, 0.01, 0.3, 0.77, 0.999}) {
      double exact = all[(int) (p * all.length)];
      assertThat(histogram.quantile(p)).isCloseTo(exact, within(Math.abs(exact) / 100));
    }
    assertThat(histogram.quantile(1)).isGreaterThanOrEqualTo(all[all.length - 1]);
    assertThat(new Histogram().quantile(0.5)).isNaN();
  }

  @Test
  void partsOfAHistogramAddUp() {
    Histogram whole = new Histogram();
    Histogram left = new Histogram();
    Histogram right = new Histogram();
    double[] values = chunk(3);
    values[7] = Double.NaN;
    whole.add(values, 0, 512);
    left.add(values, 0, 100);
    right.add(values, 100, 512);
    right.merge(left);
    for (int b = 0; b < Histogram.BINS; b++) {
      assertThat(right.count(b)).isEqualTo(whole.count(b));
    }
    assertThat(right.missing()).isEqualTo(1);
    assertThat(right.count()).isEqualTo(511);
  }

  @Test
  void theReductionIsTheSampleAndKnowsItsWorstPaths() {
    Reduction reduction = new Reduction(3);
    List<Double> all = new ArrayList<>();
    for (long c = 0; c < 10; c++) {
      reduction.add(ChunkRow.of(c, chunk(c), 512));
      Arrays.stream(chunk(c)).forEach(all::add);
    }
    double mean = all.stream().mapToDouble(v -> v).average().orElseThrow();
    double variance =
        all.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (all.size() - 1);
    assertThat(reduction.mean().value()).isCloseTo(mean, within(1e-14));
    assertThat(reduction.mean().error()).isCloseTo(Math.sqrt(variance / all.size()), within(1e-14));
    List<Double> sorted = new ArrayList<>(all);
    Collections.sort(sorted);
    assertThat(reduction.worst())
        .containsExactly(
            (long) all.indexOf(sorted.get(0)),
            (long) all.indexOf(sorted.get(1)),
            (long) all.indexOf(sorted.get(2)));
  }

  @Test
  void aChunkWithoutObservationsChangesNothing() {
    double[] nothing = new double[512];
    Arrays.fill(nothing, Double.NaN);
    Reduction reduction = new Reduction(3);
    reduction.add(ChunkRow.of(0, chunk(0), 512));
    Estimate before = reduction.mean();
    reduction.add(ChunkRow.of(1, nothing, 512));
    assertThat(reduction.mean()).isEqualTo(before);
    assertThat(reduction.nextChunk()).isEqualTo(2);
  }

  @Test
  void chunksAreAddedInTheirOrderOnly() {
    Reduction reduction = new Reduction(3);
    assertThatThrownBy(() -> reduction.add(ChunkRow.of(1, chunk(1), 512)))
        .hasMessage("Chunk 1 cannot be added now: chunks are added in order, and the next is 0");
  }

  @Test
  void stopsAfterCompleteRoundsOnly() {
    StopRule rule = new StopRule(0.01, true, 4, 30);
    assertThat(rule.roundEnd(0)).isEqualTo(4);
    assertThat(rule.roundEnd(4)).isEqualTo(8);
    assertThat(rule.roundEnd(16)).isEqualTo(30);
    assertThat(rule.stops(4, new Estimate(2, 0.03, 1))).isFalse();
    assertThat(rule.stops(8, new Estimate(2, 0.02, 1))).isTrue();
    assertThat(rule.stops(8, new Estimate(2, Double.NaN, 1))).isFalse();
    assertThat(rule.stops(30, new Estimate(2, 1, 1))).isTrue();
    assertThat(StopRule.all(1025).roundEnd(0)).isEqualTo(3);
    assertThatThrownBy(() -> StopRule.chunks(Long.MAX_VALUE))
        .hasMessageContaining("must be 1..2^50");
  }
}
