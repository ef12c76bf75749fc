package finagent.tables.ingest;

import finagent.sandbox.market.Actions;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.market.BarIds;
import finagent.tables.market.Latest;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes actions that were found in prices, marked as derived. One that was given is never touched;
 * one that was derived earlier and is not found any more is taken back by an amount without effect,
 * unless these prices are late.
 */
final class DerivedActions {
  /** Content of {@code actions.origin}. */
  static final String DERIVED = "derived";

  private final Warehouse warehouse;
  private final ImportRequest request;
  private final long now;
  private final boolean late;
  private final Rows rows = Rows.of(Tables.ACTIONS);
  private final Warehouse.Once once;
  private long found;

  /**
   * Those of one import.
   *
   * @param late whether known actions stay as they are
   */
  DerivedActions(Warehouse warehouse, ImportRequest request, long now, boolean late) {
    this.warehouse = warehouse;
    this.request = request;
    this.now = now;
    this.late = late;
    this.once = warehouse.next(Tables.ACTIONS, "import:" + request.name());
  }

  private record Key(String symbol, int session) {}

  private record Known(double amount, boolean derived) {}

  /** Compares them with what is known; nothing is written. */
  void look(List<AdjustedCloses.Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    Map<Key, Map<Actions.Kind, Known>> known = known(findings);
    for (AdjustedCloses.Finding finding : findings) {
      Map<Actions.Kind, Known> before =
          known.getOrDefault(new Key(finding.symbol(), finding.session()), Map.of());
      found += finding.action().isPresent() ? 1 : 0;
      boolean open = late ? before.isEmpty() : before.values().stream().allMatch(Known::derived);
      if (open) {
        settle(finding, before);
      }
    }
  }

  /** The splits that are new or different. */
  Splits splits() {
    Map<String, SortedMap<Integer, Double>> splits = new HashMap<>();
    for (int r = 0; r < rows.size(); r++) {
      if (rows.text("kind", r).equals(Actions.Kind.SPLIT.name())) {
        splits
            .computeIfAbsent(rows.text("instrument_id", r), any -> new TreeMap<>())
            .put(rows.ints("session")[r], rows.doubles("amount")[r]);
      }
    }
    return new Splits(splits);
  }

  /** Writes what is new or different. */
  void write() {
    if (!rows.isEmpty()) {
      long version = warehouse.append(Tables.ACTIONS, rows, once);
      DataSetLog.append(warehouse, request, now, rows.size(), version, "done");
    }
  }

  private void settle(AdjustedCloses.Finding finding, Map<Actions.Kind, Known> before) {
    Optional<AdjustedCloses.Derived> action = finding.action();
    before.forEach(
        (kind, was) -> {
          boolean stays = action.map(now -> now.kind() == kind).orElse(false);
          if (!stays && was.amount() != nothing(kind)) {
            add(finding, kind, nothing(kind));
          }
        });
    action.ifPresent(
        is -> {
          Known was = before.get(is.kind());
          if (was == null || was.amount() != is.amount()) {
            add(finding, is.kind(), is.amount());
          }
        });
  }

  private void add(AdjustedCloses.Finding at, Actions.Kind kind, double amount) {
    rows.add(request.name(), at.symbol(), at.session(), kind.name(), amount, now, DERIVED);
  }

  /** The amount by which an action does nothing. */
  static double nothing(Actions.Kind kind) {
    return kind == Actions.Kind.SPLIT || kind == Actions.Kind.SPINOFF ? 1 : 0;
  }

  private Map<Key, Map<Actions.Kind, Known>> known(List<AdjustedCloses.Finding> findings) {
    int first = findings.stream().mapToInt(AdjustedCloses.Finding::session).min().orElse(0);
    int last = findings.stream().mapToInt(AdjustedCloses.Finding::session).max().orElse(0);
    Rows there =
        warehouse.read(
            Tables.ACTIONS,
            Filter.all().equal("data_set", request.name()).between("session", first, last));
    BarIds ids =
        BarIds.of(
            warehouse,
            request.name(),
            findings.stream().map(AdjustedCloses.Finding::symbol).distinct().toList());
    Map<Key, Map<Actions.Kind, Known>> known = new HashMap<>();
    for (int r : Latest.of(there, List.of("instrument_id", "session", "kind"), ids)) {
      boolean derived = !there.isNull("origin", r) && there.text("origin", r).equals(DERIVED);
      known
          .computeIfAbsent(
              new Key(ids.of(there.text("instrument_id", r)), there.ints("session")[r]),
              any -> new EnumMap<>(Actions.Kind.class))
          .put(
              Actions.Kind.valueOf(there.text("kind", r)),
              new Known(there.doubles("amount")[r], derived));
    }
    return known;
  }

  /** Actions the prices show. */
  long found() {
    return found;
  }

  /** Rows that were new or different. */
  long written() {
    return rows.size();
  }
}
