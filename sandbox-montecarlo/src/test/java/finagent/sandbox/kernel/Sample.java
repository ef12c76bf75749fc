package finagent.sandbox.kernel;

import java.util.List;
import java.util.TreeMap;

/** A small market made by arithmetic: prices with gaps, ties, actions, a late start and an end. */
public final class Sample {
  public static final List<String> IDS = List.of("F", "B", "E", "A", "H", "C", "G", "D");
  public static final int BARS = 220;

  private Sample() {}

  public static TreeMap<String, String> sectors() {
    TreeMap<String, String> sectors = new TreeMap<>();
    IDS.forEach(id -> sectors.put(id, id.compareTo("E") < 0 ? "north" : "south"));
    return sectors;
  }

  /** Uniform in [-0.5, 0.5): the bits of a Weyl sequence, well mixed. */
  public static double noise(long stream, long k) {
    long x = (stream * 0x9E3779B97F4A7C15L) ^ (k * 0xD1B54A32D192ED03L);
    x = (x ^ (x >>> 31)) * 0xBF58476D1CE4E5B9L;
    return ((x ^ (x >>> 29)) >>> 11) * 0x1p-53 - 0.5;
  }

  /**
   * One column.
   *
   * @param seed changes all values
   */
  public static double[] column(String kind, long seed) {
    int width = IDS.size();
    double[] column = new double[BARS * width];
    for (int i = 0; i < width; i++) {
      double level = 20 + 5 * i;
      for (int t = 0; t < BARS; t++) {
        level *= 1 + 0.04 * noise(seed * 31 + i, t);
        column[t * width + i] = value(kind, seed, level, t, i);
      }
    }
    return column;
  }

  private static double value(String kind, long seed, double level, int t, int i) {
    double u = noise(seed * 57 + 7L * i + kind.length(), t) + 0.5;
    boolean gone = (i == 2 && t < 30) || (i == 5 && t > 150) || u < 0.02 || (i == 1 && t % 90 < 25);
    return switch (kind) {
      case "close", "index" -> gone ? Double.NaN : Math.rint(level * 64) / 64;
      case "smooth" -> i == 2 && t < 30 ? Double.NaN : level;
      case "volume" -> gone ? Double.NaN : Math.rint(u * 40) * 100;
      case "split" -> u > 0.99 ? 2 : u < 0.01 ? 0.05 : 1;
      case "dividend" -> u > 0.97 ? 0.25 : 0;
      case "spinoff" -> u > 0.995 ? 0.9 : 1;
      case "delisting" -> i == 5 && t == 151 ? -0.3 : Double.NaN;
      case "member", "mask" -> u > 0.2 ? 1 : 0;
      case "adv" -> t < 20 ? Double.NaN : 1000 + Math.rint(u * 5000);
      case "sigma" -> u < 0.05 ? Double.NaN : 0.01 + 0.02 * u;
      case "score" -> u < 0.1 ? Double.NaN : Math.rint((u - 0.5) * 12) / 4;
      case "weights" -> u < 0.1 ? Double.NaN : (u - 0.4) * 0.4;
      case "pairs" -> u < 0.4 ? 0 : (u - 0.7) * 2;
      case "groups" -> u < 0.5 ? 0 : Math.rint(u * 3);
      default -> throw new IllegalArgumentException("No column '%s'".formatted(kind));
    };
  }

  public static double[][] columns(long seed, String... kinds) {
    double[][] columns = new double[kinds.length][];
    for (int p = 0; p < kinds.length; p++) {
      columns[p] = column(kinds[p], seed + 1000L * p);
    }
    return columns;
  }
}
