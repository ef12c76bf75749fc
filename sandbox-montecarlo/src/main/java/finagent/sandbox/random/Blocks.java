package finagent.sandbox.random;

import finagent.sandbox.vector.Lane;
import finagent.sandbox.vector.Pass;
import finagent.sandbox.vector.Passes;

/**
 * Random numbers for up to 512 consecutive paths at once, at the addresses of {@link Philox}: lane
 * p of a call is path {@code path + p}, and what a lane gets depends on its address alone, not on
 * the block it is part of nor on the machine (vectors or not). One address gives a pair: two
 * uniforms, or two normals by Box and Muller (1958).
 *
 * <p>The numbers are other functions of the same bits than those of {@link Philox#normal}: give
 * each its own purpose. Every output array has room for {@link Lane#STRIDE} doubles from its offset
 * on. A block stays within one chunk, that is, paths that are equal in {@code path / 512}. One per
 * thread; nothing is allocated per call; O(lanes).
 */
public final class Blocks {
  private final Philox philox;
  private final Passes passes;
  private final boolean antithetic;
  private final Lane lane = new Lane();
  private final double[] first = new double[Lane.STRIDE];
  private final double[] second = new double[Lane.STRIDE];
  private final double[] radius = new double[Lane.STRIDE];
  private int lanes;
  private int odd;

  private Blocks(Philox philox, Passes passes, boolean antithetic) {
    this.philox = philox;
    this.passes = passes;
    this.antithetic = antithetic;
  }

  /** With the fastest passes of this machine. */
  public static Blocks of(Philox philox) {
    return new Blocks(philox, Passes.best(), false);
  }

  /** With given passes, for tests. */
  public static Blocks of(Philox philox, Passes passes) {
    return new Blocks(philox, passes, false);
  }

  /**
   * Odd paths mirror the even path before them: {@code 1 - u} for u, {@code -z} for z (Hammersley
   * and Morton 1956). The two paths of a pair are one observation, not two.
   */
  public static Blocks antithetic(Philox philox) {
    return new Blocks(philox, Passes.best(), true);
  }

  /** The same numbers with other passes. */
  public Blocks with(Passes other) {
    return new Blocks(philox, other, antithetic);
  }

  /** The numbers one by one, for consumers that do not go step by step. */
  public Philox philox() {
    return philox;
  }

  /** Whether odd paths mirror even ones. */
  public boolean isAntithetic() {
    return antithetic;
  }

  /** What the passes run on, for the log. */
  public String runsOn() {
    return passes.name();
  }

  /** Points the next call at an address: paths {@code path .. path + lanes - 1}. */
  public Blocks at(long path, int lanes, int step, long instrument, int draw) {
    if (lanes < 1 || lanes > Lane.WIDTH || path / Lane.WIDTH != (path + lanes - 1) / Lane.WIDTH) {
      throw new IllegalArgumentException(
          "Invalid block: %d paths from %d on (must lie within one chunk of %d)"
              .formatted(lanes, path, Lane.WIDTH));
    }
    this.lanes = lanes;
    odd = antithetic ? (int) (path & 1) : 0;
    lane.path = path - odd;
    lane.lanes = lanes + odd;
    lane.step = step;
    lane.draw = draw;
    lane.key = philox.keyOf(instrument);
    return this;
  }

  /** A pair of uniforms in (0, 1) per lane: {@code (k + 1/2) / 2^52}. */
  public void uniforms(double[] x, int xAt, double[] y, int yAt) {
    if (!antithetic) {
      to(x, xAt, y, yAt);
      Passes.run(passes.philox(), lane);
      return;
    }
    draw();
    mirror(first, 1, x, xAt);
    mirror(second, 1, y, yAt);
  }

  /** A pair of standard normals per lane. */
  public void normals(double[] x, int xAt, double[] y, int yAt) {
    draw();
    map(passes.radius(), first, radius, 0);
    rotate(x, xAt, y, yAt);
  }

  /** A pair of standard normals per lane by inversion: monotone in the uniforms. */
  public void inverseNormals(double[] x, int xAt, double[] y, int yAt) {
    draw();
    map(passes.quantile(), first, antithetic ? first : x, antithetic ? 0 : xAt);
    map(passes.quantile(), second, antithetic ? second : y, antithetic ? 0 : yAt);
    if (antithetic) {
      mirror(first, 0, x, xAt);
      mirror(second, 0, y, yAt);
    }
  }

  /** One Student's t per lane, any number of degrees of freedom above 0 (Bailey 1994). */
  public void t(double degrees, double[] x, int xAt) {
    draw();
    lane.degrees = degrees;
    map(passes.tRadius(), first, radius, 0);
    rotate(x, xAt, first, 0);
  }

  /** {@code out = e^in} for |in| <= 700, over the lanes of the last address. */
  public void exp(double[] in, int inAt, double[] out, int outAt) {
    lane.lanes = lanes;
    lane.aAt = inAt;
    map(passes.exp(), in, out, outAt);
  }

  /** Standard normal quantiles of numbers in (0, 1), over the lanes of the last address. */
  public void quantiles(double[] in, double[] out, int outAt) {
    lane.lanes = lanes;
    lane.aAt = 0;
    map(passes.quantile(), in, out, outAt);
  }

  private void draw() {
    lane.lanes = lanes + odd;
    lane.aAt = 0;
    to(first, 0, second, 0);
    Passes.run(passes.philox(), lane);
  }

  private void rotate(double[] x, int xAt, double[] y, int yAt) {
    lane.a = radius;
    lane.b = second;
    if (antithetic) {
      to(first, 0, radius, 0);
      Passes.run(passes.rotate(), lane);
      mirror(first, 0, x, xAt);
      mirror(radius, 0, y, yAt);
    } else {
      to(x, xAt, y, yAt);
      Passes.run(passes.rotate(), lane);
    }
  }

  private void map(Pass pass, double[] in, double[] out, int outAt) {
    lane.a = in;
    lane.x = out;
    lane.xAt = outAt;
    Passes.run(pass, lane);
  }

  private void to(double[] x, int xAt, double[] y, int yAt) {
    lane.x = x;
    lane.xAt = xAt;
    lane.y = y;
    lane.yAt = yAt;
  }

  /** Copies a scratch block out, every odd path as {@code base - x} of the path before it. */
  private void mirror(double[] from, double base, double[] x, int xAt) {
    for (int p = 1; p < lanes + odd; p += 2) {
      from[p] = base - from[p - 1];
    }
    System.arraycopy(from, odd, x, xAt, lanes);
  }
}
