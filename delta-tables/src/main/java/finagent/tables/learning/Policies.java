package finagent.tables.learning;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.results.FlatJson;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Policies in the table of that name. Their curves are written first: a policy is there when its
 * own row is. Of several rows with one key the first counts. It travels as the warehouse does.
 */
public final class Policies implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Warehouse warehouse;

  public Policies(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Appends policies, all or none of them. */
  public void append(List<StoredPolicy> policies) {
    Rows curves = Rows.of(Tables.LEARNING_CURVES);
    Rows rows = Rows.of(Tables.POLICIES);
    for (StoredPolicy policy : policies) {
      int k = 0;
      for (StoredPolicy.Point point : policy.curve()) {
        curves.add(policy.id(), k++, point.steps(), point.mean(), point.error());
      }
      add(rows, policy);
    }
    warehouse.append(Tables.LEARNING_CURVES, curves);
    warehouse.append(Tables.POLICIES, rows);
  }

  private static void add(Rows rows, StoredPolicy policy) {
    StoredPolicy.Market market = policy.market();
    SortedMap<String, String> versions = new TreeMap<>();
    market.versions().forEach((table, version) -> versions.put(table, Long.toString(version)));
    rows.add(
        policy.id(),
        policy.key(),
        policy.training(),
        policy.algorithm(),
        policy.environment(),
        FlatJson.write(policy.settings()),
        market.dataSet(),
        FlatJson.write(versions),
        market.fingerprint(),
        String.join(",", market.instruments()),
        String.join(",", market.features()),
        market.exists() ? market.fromDay() : Optional.empty(),
        market.exists() ? market.toDay() : Optional.empty(),
        policy.seed(),
        policy.steps(),
        policy.parent(),
        policy.last().mean(),
        policy.last().error(),
        sha256(policy.bytes()),
        policy.policy(),
        policy.author().codeVersion(),
        policy.author().user(),
        policy.author().project(),
        ChronoUnit.MICROS.between(Instant.EPOCH, policy.author().at()));
  }

  /** SHA-256 of bytes, hex. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this JDK", e);
    }
  }

  /** All policies, the oldest first, each once. */
  public List<StoredPolicy> all() {
    return read(Filter.all());
  }

  /**
   * The policy of an id, or of the beginning of one, at least 4 digits.
   *
   * @throws IllegalArgumentException if there is none, or more than one, or its bytes are damaged
   */
  public StoredPolicy find(String id) {
    List<StoredPolicy> found =
        id.length() == StoredPolicy.ID
            ? read(Filter.all().equal("policy_id", id))
            : all().stream().filter(p -> id.length() >= 4 && p.id().startsWith(id)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    List<String> near =
        (found.isEmpty() ? all() : found).stream().map(StoredPolicy::id).limit(10).toList();
    throw new IllegalArgumentException(
        found.isEmpty()
            ? "No policy '%s' here; %s"
                .formatted(
                    id,
                    near.isEmpty()
                        ? "there are none yet: finagent train FILE makes some"
                        : "finagent policies lists them, such as " + near)
            : "'%s' begins the ids of several policies: %s".formatted(id, near));
  }

  /** The policies of these keys that are there. */
  public Map<String, StoredPolicy> known(List<String> keys) {
    Map<String, StoredPolicy> known = new LinkedHashMap<>();
    for (StoredPolicy policy : all()) {
      if (keys.contains(policy.key())) {
        known.put(policy.key(), policy);
      }
    }
    return known;
  }

  private List<StoredPolicy> read(Filter filter) {
    Rows rows = warehouse.read(Tables.POLICIES, filter);
    Map<String, List<StoredPolicy.Point>> curves = curves();
    Map<String, StoredPolicy> policies = new LinkedHashMap<>();
    Integer[] order = new Integer[rows.size()];
    Arrays.setAll(order, r -> r);
    long[] at = rows.longs("at");
    Arrays.sort(order, Comparator.comparingLong(r -> at[r]));
    for (int r : order) {
      String id = rows.text("policy_id", r);
      policies.computeIfAbsent(
          rows.text("key", r), key -> policy(rows, r, curves.getOrDefault(id, List.of())));
    }
    return List.copyOf(policies.values());
  }

  private static StoredPolicy policy(Rows rows, int r, List<StoredPolicy.Point> curve) {
    String policy = rows.text("policy", r);
    if (!sha256(Base64.getDecoder().decode(policy)).equals(rows.text("digest", r))) {
      throw new IllegalArgumentException(
          "Policy '%s' is damaged: its bytes do not have the digest kept beside them"
              .formatted(rows.text("policy_id", r)));
    }
    SortedMap<String, Long> versions = new TreeMap<>();
    FlatJson.read(rows.text("versions", r))
        .forEach((table, version) -> versions.put(table, Long.valueOf(version)));
    return new StoredPolicy(
        rows.text("key", r),
        rows.text("training", r),
        rows.text("algorithm", r),
        rows.text("environment", r),
        new TreeMap<>(FlatJson.read(rows.text("settings", r))),
        new StoredPolicy.Market(
            rows.text("data_set", r),
            versions,
            rows.text("fingerprint", r),
            words(rows.text("instruments", r)),
            words(rows.text("features", r)),
            rows.ints("from_day")[r],
            rows.ints("to_day")[r]),
        rows.longs("seed")[r],
        rows.longs("steps")[r],
        rows.text("parent", r),
        policy,
        curve,
        new StoredPolicy.Author(
            rows.text("code_version", r),
            rows.text("user", r),
            rows.text("project", r),
            Instant.EPOCH.plus(rows.longs("at")[r], ChronoUnit.MICROS)));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  /** Points by policy; where a curve was written twice, each point once. */
  private Map<String, List<StoredPolicy.Point>> curves() {
    Rows rows =
        warehouse.read(
            Tables.LEARNING_CURVES,
            Filter.all(),
            Tables.LEARNING_CURVES.columnNames(),
            OptionalLong.empty());
    Map<String, SortedMap<Integer, StoredPolicy.Point>> points = new LinkedHashMap<>();
    for (int r = 0; r < rows.size(); r++) {
      points
          .computeIfAbsent(rows.text("policy_id", r), id -> new TreeMap<>())
          .put(
              rows.ints("point")[r],
              new StoredPolicy.Point(
                  rows.longs("steps")[r],
                  rows.doubles("mean_return")[r],
                  rows.doubles("return_error")[r]));
    }
    Map<String, List<StoredPolicy.Point>> curves = new LinkedHashMap<>();
    points.forEach((id, curve) -> curves.put(id, new ArrayList<>(curve.values())));
    return curves;
  }
}
