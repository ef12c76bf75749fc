package finagent.sandbox.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A move of prices, even in log over its bars: an instrument moves by {@code log(1 + beta move)},
 * or by {@code log(1 + m)} where its sector has a move m of its own. It arrives between open and
 * close; a fall of more than 99 % is taken as 99 %.
 *
 * @param from first session
 * @param to session after the last
 * @param move simple return of beta 1 over the whole span
 * @param bySector simple return by sector name (any case), whatever the beta
 * @param basis what it is added to
 */
public record Move(int from, int to, double move, SortedMap<String, Double> bySector, Basis basis)
    implements Shock {
  private static final double MOST = -0.99;

  public Move {
    Shock.checkSpan(from, to);
    check(move);
    bySector.values().forEach(Move::check);
    SortedMap<String, Double> lower = new TreeMap<>();
    bySector.forEach((sector, value) -> lower.put(sector.toLowerCase(Locale.ROOT), value));
    bySector = Collections.unmodifiableSortedMap(lower);
  }

  /** The same for all sectors. */
  public static Move of(int from, int to, double move, Basis basis) {
    return new Move(from, to, move, new TreeMap<>(Map.of()), basis);
  }

  private static void check(double move) {
    if (!(move > -1 && move < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid move: %s (must be above -1, a total loss, and finite; -0.2 is a fall of 20 %%)"
              .formatted(move));
    }
  }

  /** What a move is added to. */
  public enum Basis {
    /** The market's own moves: the scenario is what the shock alone does. */
    ON_TOP,
    /** Each instrument's own drift over the span is taken out first: the move is all there is. */
    INSTEAD
  }

  @Override
  public int sessions() {
    return to;
  }

  @Override
  public void apply(Canvas canvas) {
    int first = canvas.bar(from);
    int end = canvas.bar(to);
    noteStrangers(canvas);
    for (int i = 0; i < canvas.columns; i++) {
      if (basis == Basis.INSTEAD) {
        double drift = canvas.mean(i, first, end);
        for (int t = first; t < end; t++) {
          canvas.close[t * canvas.columns + i] -= drift;
        }
      }
      canvas.spread(i, first, end, total(canvas, i));
    }
  }

  private double total(Canvas canvas, int i) {
    String sector = i == canvas.width ? "" : sector(canvas, i).toLowerCase(Locale.ROOT);
    double simple = bySector.getOrDefault(sector, canvas.betas[i] * move);
    return StrictMath.log1p(Math.max(simple, MOST));
  }

  private static String sector(Canvas canvas, int i) {
    return canvas.panel.sectors().get(canvas.panel.sector(i));
  }

  /** Says which sectors have a move but no instrument. */
  private void noteStrangers(Canvas canvas) {
    SortedSet<String> known = new TreeSet<>();
    for (int i = 0; i < canvas.width && !bySector.isEmpty(); i++) {
      known.add(sector(canvas, i));
    }
    List<String> strangers = new ArrayList<>(bySector.keySet());
    known.forEach(sector -> strangers.remove(sector.toLowerCase(Locale.ROOT)));
    for (String stranger : strangers) {
      canvas.notes.add(
          "no instrument is in sector %s: its move changes nothing; there are %s"
              .formatted(stranger, known));
    }
  }
}
