package finagent.sandbox.vector;

/**
 * The arguments of one {@link Pass}: where up to 512 lanes are read and written. A pass may write
 * up to the next multiple of 8 lanes, so every output has room for {@link #STRIDE} doubles. One per
 * thread, reused.
 */
public final class Lane {
  /** Lanes of a full block: the consecutive paths of a chunk. */
  public static final int WIDTH = 512;

  /** Distance of two rows of lanes in a table of them: not a power of two, which caches dislike. */
  public static final int STRIDE = WIDTH + 16;

  private static final double[] NOTHING = {};

  /** Number of lanes. */
  public int lanes = WIDTH;

  /** Inputs. */
  public double[] a = NOTHING;

  public int aAt;
  public double[] b = NOTHING;
  public int bAt;

  /** Outputs. */
  public double[] x = NOTHING;

  public int xAt;
  public double[] y = NOTHING;
  public int yAt;

  /** Key and counter of lane 0; the path of lane p is {@code path + p}. */
  public long key;

  public long path;
  public int step;
  public int draw;

  /** Degrees of freedom. */
  public double degrees;
}
