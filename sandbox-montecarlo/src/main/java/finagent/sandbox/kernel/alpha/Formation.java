package finagent.sandbox.kernel.alpha;

import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds the pairs to trade until the next formation. Cost O(candidates x window). */
final class Formation {
  /** A tested pair of instruments: a regressed on b; mean of the spread log a - beta log b. */
  record Pair(int a, int b, double mean, double p, EngleGranger test) {}

  private final PairRules rules;
  private final Layout layout;
  private final int[] eligible;
  private final double[][] centred;
  private final double[] means;

  /**
   * Looks at the instruments whose window is full.
   *
   * @param logs log index, bars in time order x instruments
   * @param order instruments by id
   * @param allowed whether each instrument may be traded today
   */
  Formation(PairRules rules, Layout layout, double[][] logs, long[] order, boolean[] allowed) {
    this.rules = rules;
    this.layout = layout;
    this.centred = new double[layout.width()][];
    this.means = new double[layout.width()];
    this.eligible =
        Arrays.stream(order)
            .mapToInt(i -> (int) i)
            .filter(i -> allowed[i] && fill(logs, i))
            .toArray();
  }

  private boolean fill(double[][] logs, int i) {
    double[] series = new double[logs.length];
    double sum = 0;
    for (int t = 0; t < series.length; t++) {
      series[t] = logs[t][i];
      sum += series[t];
    }
    double mean = sum / series.length;
    double squares = 0;
    for (int t = 0; t < series.length; t++) {
      series[t] -= mean;
      squares += series[t] * series[t];
    }
    centred[i] = series;
    means[i] = mean;
    return squares > 0 && squares < Double.POSITIVE_INFINITY;
  }

  /** The pairs kept, the least likely to be chance first, ties by ids. */
  List<Pair> pairs() {
    List<Pair> tested = rules.list().isEmpty() ? all() : listed();
    double[] p = tested.stream().mapToDouble(Pair::p).toArray();
    double threshold = FalseDiscovery.threshold(p, rules.fdr());
    return tested.stream()
        .filter(pair -> pair.p() <= threshold && pair.test().beta() > 0)
        .sorted(
            Comparator.comparingDouble(Pair::p)
                .thenComparingInt(pair -> layout.rankById(pair.a()))
                .thenComparingInt(pair -> layout.rankById(pair.b())))
        .limit(rules.top())
        .toList();
  }

  private List<Pair> all() {
    List<Pair> pairs = new ArrayList<>();
    for (int x = 0; x < eligible.length; x++) {
      for (int y = x + 1; y < eligible.length; y++) {
        if (sameSector(eligible[x], eligible[y])) {
          add(pairs, eligible[x], eligible[y]);
        }
      }
    }
    return pairs;
  }

  /** Two instruments of no known sector have none in common, unless nobody has one. */
  private boolean sameSector(int a, int b) {
    int sector = layout.sector(a);
    return sector == layout.sector(b)
        && (layout.sectors().size() == 1
            || !layout.sectors().get(sector).equals(Panel.UNKNOWN_SECTOR));
  }

  private List<Pair> listed() {
    List<Pair> pairs = new ArrayList<>();
    for (String pair : rules.list()) {
      int[] legs = legs(pair, layout);
      if (isEligible(legs[0]) && isEligible(legs[1])) {
        add(pairs, legs[0], legs[1]);
      }
    }
    return pairs;
  }

  private boolean isEligible(int i) {
    return Arrays.stream(eligible).anyMatch(e -> e == i);
  }

  /** The instruments of a listed pair. */
  static int[] legs(String pair, Layout layout) {
    int[] legs = new int[2];
    for (int k = 0; k < 2; k++) {
      String id = pair.split("/", -1)[k];
      legs[k] = layout.instruments().indexOf(id);
      if (legs[k] < 0) {
        throw new IllegalArgumentException(
            "Pair '%s' names '%s', which the data does not have; it has %s"
                .formatted(pair, id, layout.instruments()));
      }
    }
    if (legs[0] == legs[1]) {
      throw new IllegalArgumentException("Pair '%s' names one instrument twice".formatted(pair));
    }
    return legs;
  }

  private void add(List<Pair> pairs, int a, int b) {
    EngleGranger test = EngleGranger.test(centred[a], centred[b]);
    double p = Double.isNaN(test.tau()) ? 1 : MacKinnon.pValue(test.tau());
    pairs.add(new Pair(a, b, means[a] - test.beta() * means[b], p, test));
  }
}
