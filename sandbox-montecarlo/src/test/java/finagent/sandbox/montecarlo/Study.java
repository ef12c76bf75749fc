package finagent.sandbox.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.vector.Lane;

/** Runs a pay-off over a model's chunks, and judges the errors it reports over many seeds. */
final class Study {
  static final int SEEDS = 200;

  private Study() {}

  /** Sees every step of a chunk and knows the pay-off of each lane at the end. */
  interface Payoff {
    void start();

    void step(int lanes, double[] levels);

    double value(int lane);
  }

  /** Paid on the last level. */
  static Payoff terminal(java.util.function.DoubleUnaryOperator paid) {
    return new Payoff() {
      private double[] last = {};

      @Override
      public void start() {}

      @Override
      public void step(int lanes, double[] levels) {
        last = levels;
      }

      @Override
      public double value(int lane) {
        return paid.applyAsDouble(last[lane]);
      }
    };
  }

  static Estimate mean(PathModel model, long seed, int chunks, int steps, Payoff payoff) {
    return reduce(Paths.of(model, seed), chunks, steps, payoff, false).mean();
  }

  static Reduction reduce(Paths paths, int chunks, int steps, Payoff payoff, boolean pairs) {
    Reduction reduction = new Reduction(10);
    double[] values = new double[Lane.WIDTH];
    for (long c = 0; c < chunks; c++) {
      paths.start(c * Lane.WIDTH, Lane.WIDTH);
      payoff.start();
      for (int t = 0; t < steps; t++) {
        paths.next();
        payoff.step(Lane.WIDTH, paths.levels());
      }
      for (int p = 0; p < Lane.WIDTH; p++) {
        values[p] = payoff.value(p);
      }
      for (int p = 0; pairs && p < Lane.WIDTH; p += 2) {
        values[p] = (values[p] + values[p + 1]) / 2;
        values[p + 1] = Double.NaN;
      }
      reduction.add(ChunkRow.of(c, values, Lane.WIDTH));
    }
    return reduction;
  }

  /**
   * The estimates of 200 seeds: none further off than 4.2 reported errors, together within 3 of the
   * truth, spread as wide as they say (their z have variance 1 within 4 errors of a variance), and
   * 95 % within 1.96 (all but the tails of the binomial law beyond 1 in 1,000).
   */
  static void assertHonest(double truth, SeedEstimate estimate) {
    double sum = 0;
    double squares = 0;
    int covered = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Estimate one = estimate.of(seed);
      double z = (one.value() - truth) / one.error();
      assertThat(Math.abs(z)).isLessThan(4.2);
      sum += z;
      squares += z * z;
      covered += Math.abs(z) < 1.96 ? 1 : 0;
    }
    assertThat(Math.abs(sum) / Math.sqrt(SEEDS)).isLessThan(3);
    assertThat(squares / SEEDS)
        .isBetween(1 - 4 * Math.sqrt(2.0 / SEEDS), 1 + 4 * Math.sqrt(2.0 / SEEDS));
    assertThat(covered).isBetween(179, 199);
  }

  /** What one seed says. */
  interface SeedEstimate {
    Estimate of(long seed);
  }
}
