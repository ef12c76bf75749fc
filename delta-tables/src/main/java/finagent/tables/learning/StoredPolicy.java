package finagent.tables.learning;

import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A policy with its lineage.
 *
 * @param key content address of the training and its steps, 64 hex digits
 * @param training content address of the training whatever its steps
 * @param settings all settings of the algorithm and of the environment
 * @param market what it was trained on; {@link Market#none} without a market
 * @param parent policy it was trained on from; empty = from the beginning
 * @param policy its binary form, Base64
 * @param curve how good it was on the way, in the order of steps, at least one point
 */
public record StoredPolicy(
    String key,
    String training,
    String algorithm,
    String environment,
    SortedMap<String, String> settings,
    Market market,
    long seed,
    long steps,
    String parent,
    String policy,
    List<Point> curve,
    Author author) {
  /** Digits of a key that people and strategy files say. */
  public static final int ID = 16;

  public StoredPolicy {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    curve = List.copyOf(curve);
    if (!key.matches("[0-9a-f]{64}") || curve.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid policy: key '%s', %d points of a curve (64 hex digits, at least 1)"
              .formatted(key, curve.size()));
    }
  }

  /** What people and strategy files say. */
  public String id() {
    return key.substring(0, ID);
  }

  /** Its binary form. */
  public byte[] bytes() {
    return Base64.getDecoder().decode(policy);
  }

  /** A binary form as text. */
  public static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The last judgement. */
  public Point last() {
    return curve.get(curve.size() - 1);
  }

  /**
   * What it was trained on.
   *
   * @param versions version of each market table read
   * @param fingerprint content of the bars read
   * @param fromDay first session of the training window, epoch day
   * @param toDay last session of the training window, epoch day
   */
  public record Market(
      String dataSet,
      SortedMap<String, Long> versions,
      String fingerprint,
      List<String> instruments,
      List<String> features,
      int fromDay,
      int toDay) {
    public Market {
      versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
      instruments = List.copyOf(instruments);
      features = List.copyOf(features);
    }

    /** Of a problem that needs no data. */
    public static Market none() {
      return new Market("", new TreeMap<>(), "", List.of(), List.of(), 0, 0);
    }

    /** Whether there is one. */
    public boolean exists() {
      return !dataSet.isEmpty();
    }
  }

  /** A judgement: plain sum of rewards, mean over fixed episodes. */
  public record Point(long steps, double mean, double error) {}

  /** Who made it, when, with which code. */
  public record Author(String codeVersion, String user, String project, Instant at) {}
}
