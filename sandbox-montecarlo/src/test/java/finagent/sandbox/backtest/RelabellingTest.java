package finagent.sandbox.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RelabellingTest {
  private static final int DECISIONS = 12;

  private static double gross(double[] weights) {
    return Arrays.stream(weights).filter(w -> !Double.isNaN(w)).map(Math::abs).sum();
  }

  private static double[] sorted(double[] weights) {
    return Arrays.stream(weights).filter(w -> w != 0 && !Double.isNaN(w)).sorted().toArray();
  }

  /** Random weights of some instruments, one missing now and then. */
  private static double[] weights(Philox random, int width, int decision, double held) {
    double[] weights = new double[width];
    for (int i = 0; i < width; i++) {
      boolean holds = random.uniform(0, decision, i, 0) < held;
      weights[i] = holds ? random.uniform(0, decision, i, 1) - 0.5 : i % 3 == 0 ? Double.NaN : 0;
    }
    return weights;
  }

  private static boolean[] free(Philox random, int width, int decision) {
    boolean[] free = new boolean[width];
    for (int i = 0; i < width; i++) {
      free[i] = random.uniform(1, decision, i, 0) < 0.6;
    }
    return free;
  }

  @Property(tries = 300)
  void everyDecisionHasTheGrossOfTheStrategysAndHoldsOnlyWhatCanBeHeld(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 9) int held,
      @ForAll @IntRange(min = 0, max = 1000) int seed) {
    Philox random = Philox.of(seed, "relabelling-test");
    Relabelling labels = new Relabelling(random.permutation(width, 0, 7));
    Targets targets = Targets.recording(width);
    double[] target = new double[width];
    for (int d = 0; d < DECISIONS; d++) {
      double[] weights = weights(random, width, d, held / 10.0);
      boolean[] free = free(random, width, d);
      targets.add(d, weights, 0, false);
      labels.place(targets, d, free, target);
      int places = (int) IntStream.range(0, width).filter(i -> free[i]).count();
      double expected = places == 0 ? 0 : gross(weights);
      assertThat(gross(target)).isCloseTo(expected, within(1e-12));
      for (int i = 0; i < width; i++) {
        assertThat(free[i] || target[i] == 0).isTrue();
      }
      if (sorted(weights).length <= places) {
        assertThat(sorted(target)).containsExactly(sorted(weights));
      } else {
        assertThat(sorted(target)).hasSizeLessThanOrEqualTo(places);
      }
    }
  }

  @Test
  void whoStandsForAnInstrumentStaysAsLongAsItCanBeHeld() {
    Targets targets = Targets.recording(4);
    targets.add(0, new double[] {0.5, -0.2, 0, 0}, 0, false);
    targets.add(1, new double[] {0.1, 0.3, 0.2, 0}, 0, false);
    Relabelling labels = new Relabelling(new int[] {2, 0, 1, 3});
    double[] target = new double[4];
    boolean[] all = {true, true, true, true};
    labels.place(targets, 0, all, target);
    assertThat(target).containsExactly(-0.2, 0, 0.5, 0);
    boolean[] without = {true, true, false, true};
    labels.place(targets, 0, without, target);
    assertThat(target).containsExactly(-0.2, 0.5, 0, 0);
    labels.place(targets, 1, all, target);
    assertThat(target).containsExactly(0.3, 0.1, 0.2, 0);
    labels.place(targets, 1, new boolean[] {true, false, false, true}, target);
    assertThat(target[0] + target[3]).isCloseTo(0.6, within(1e-15));
    assertThat(target[1] + target[2]).isZero();
  }

  /** Of the 120 orders of five instruments each way to place three weights takes a sixth. */
  @Test
  void aUniformOrderPlacesWeightsUniformly() {
    Targets targets = Targets.recording(5);
    targets.add(0, new double[] {1, 2, 3, 0, 0}, 0, false);
    boolean[] free = {true, false, true, true, false};
    double[] target = new double[5];
    Map<List<Double>, Integer> ways = new HashMap<>();
    for (int[] order : orders(5)) {
      new Relabelling(order).place(targets, 0, free, target);
      ways.merge(Arrays.stream(target).boxed().toList(), 1, Integer::sum);
    }
    assertThat(ways).hasSize(6);
    assertThat(ways.values()).containsOnly(20);
  }

  /** All orders of 0 .. n - 1. */
  private static List<int[]> orders(int n) {
    if (n == 0) {
      return List.of(new int[0]);
    }
    List<int[]> orders = new ArrayList<>();
    for (int[] shorter : orders(n - 1)) {
      for (int at = 0; at < n; at++) {
        int[] order = Arrays.copyOf(shorter, n);
        System.arraycopy(shorter, at, order, at + 1, n - 1 - at);
        order[at] = n - 1;
        orders.add(order);
      }
    }
    return orders;
  }
}
