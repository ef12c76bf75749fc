package finagent.sandbox.scenario;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Markets cut to some of their sessions, for replays of history as it was. */
public final class Cut {
  private Cut() {}

  /**
   * The sessions of two dates, both included, after {@code warmup} bars before them.
   *
   * @param warmup bars to keep before the first date; fewer where the market begins later
   */
  public static Panel of(Panel panel, LocalDate first, LocalDate last, int warmup) {
    int start = panel.time().firstAtOrAfter(first.toEpochDay());
    int end = panel.time().firstAtOrAfter(last.toEpochDay() + 1);
    if (start >= end || warmup < 0) {
      throw new IllegalArgumentException(
          "Cannot cut %s..%s with a warm-up of %d bars out of the market '%s' (%s)"
              .formatted(first, last, warmup, panel.source(), panel.time()));
    }
    int from = Math.max(0, start - warmup);
    int width = panel.width();
    Map<String, double[]> columns = new LinkedHashMap<>();
    panel
        .bars()
        .columns()
        .forEach(
            (name, all) -> columns.put(name, Arrays.copyOfRange(all, from * width, end * width)));
    Map<String, double[]> series = new TreeMap<>();
    panel.perSession().forEach((name, all) -> series.put(name, Arrays.copyOfRange(all, from, end)));
    Map<String, String> sectorOf = new TreeMap<>();
    for (int i = 0; i < width; i++) {
      sectorOf.put(panel.instruments().id(i), panel.sectors().get(panel.sector(i)));
    }
    return Panel.of(
        "%s %s..%s".formatted(panel.source(), first, last),
        Frame.of(panel.time().slice(from, end), panel.instruments(), columns),
        Actions.of(actions(panel.actions(), from, end)),
        sectorOf,
        series,
        panel.warnings());
  }

  private static List<Actions.Action> actions(Actions all, int from, int end) {
    List<Actions.Action> kept = new ArrayList<>();
    for (int k = all.firstAtOrAfter(from); k < all.size() && all.at(k).bar() < end; k++) {
      Actions.Action a = all.at(k);
      kept.add(
          new Actions.Action(
              a.bar() - from, a.instrument(), a.instrumentId(), a.kind(), a.amount()));
    }
    return kept;
  }
}
