package finagent.tables.ingest;

import finagent.sandbox.market.Actions;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.market.Latest;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes actions that were found in prices, marked as derived. One that was given is never touched;
 * one that was derived earlier and is not found any more is taken back by an amount without effect.
 */
final class DerivedActions {
  /** Content of {@code actions.origin}. */
  static final String DERIVED = "derived";

  private final Warehouse warehouse;
  private final ImportRequest request;
  private final long now;
  private long found;
  private long written;

  DerivedActions(Warehouse warehouse, ImportRequest request, long now) {
    this.warehouse = warehouse;
    this.request = request;
    this.now = now;
  }

  private record Key(String symbol, int session) {}

  private record Known(double amount, boolean derived) {}

  void write(List<AdjustedCloses.Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    Warehouse.Once once = warehouse.next(Tables.ACTIONS, "import:" + request.name());
    Map<Key, Map<Actions.Kind, Known>> known = known(findings);
    Rows rows = Rows.of(Tables.ACTIONS);
    for (AdjustedCloses.Finding finding : findings) {
      Map<Actions.Kind, Known> before =
          known.getOrDefault(new Key(finding.symbol(), finding.session()), Map.of());
      found += finding.action().isPresent() ? 1 : 0;
      if (before.values().stream().allMatch(Known::derived)) {
        settle(rows, finding, before);
      }
    }
    written = rows.size();
    if (written > 0) {
      long version = warehouse.append(Tables.ACTIONS, rows, once);
      DataSetLog.append(warehouse, request, now, written, version, "done");
    }
  }

  private void settle(Rows rows, AdjustedCloses.Finding finding, Map<Actions.Kind, Known> before) {
    Optional<AdjustedCloses.Derived> action = finding.action();
    before.forEach(
        (kind, was) -> {
          boolean stays = action.map(now -> now.kind() == kind).orElse(false);
          if (!stays && was.amount() != nothing(kind)) {
            add(rows, finding, kind, nothing(kind));
          }
        });
    action.ifPresent(
        is -> {
          Known was = before.get(is.kind());
          if (was == null || was.amount() != is.amount()) {
            add(rows, finding, is.kind(), is.amount());
          }
        });
  }

  private void add(Rows rows, AdjustedCloses.Finding at, Actions.Kind kind, double amount) {
    rows.add(request.name(), at.symbol(), at.session(), kind.name(), amount, now, DERIVED);
  }

  /** The amount by which an action does nothing. */
  static double nothing(Actions.Kind kind) {
    return kind == Actions.Kind.SPLIT || kind == Actions.Kind.SPINOFF ? 1 : 0;
  }

  private Map<Key, Map<Actions.Kind, Known>> known(List<AdjustedCloses.Finding> findings) {
    int first = findings.stream().mapToInt(AdjustedCloses.Finding::session).min().orElse(0);
    int last = findings.stream().mapToInt(AdjustedCloses.Finding::session).max().orElse(0);
    Rows rows =
        warehouse.read(
            Tables.ACTIONS,
            Filter.all().equal("data_set", request.name()).between("session", first, last));
    Map<Key, Map<Actions.Kind, Known>> known = new HashMap<>();
    for (int r : Latest.of(rows, List.of("instrument_id", "session", "kind"))) {
      boolean derived = !rows.isNull("origin", r) && rows.text("origin", r).equals(DERIVED);
      known
          .computeIfAbsent(
              new Key(rows.text("instrument_id", r), rows.ints("session")[r]),
              any -> new EnumMap<>(Actions.Kind.class))
          .put(
              Actions.Kind.valueOf(rows.text("kind", r)),
              new Known(rows.doubles("amount")[r], derived));
    }
    return known;
  }

  /** Actions the prices show. */
  long found() {
    return found;
  }

  /** Rows that were new or different. */
  long written() {
    return written;
  }
}
