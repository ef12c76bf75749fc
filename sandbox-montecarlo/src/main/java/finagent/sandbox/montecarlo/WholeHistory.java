package finagent.sandbox.montecarlo;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A history that can be drawn from: the instruments that trade through all of it, without gaps, and
 * what had to be done for that. Instruments without a close in the first or last session, or in
 * fewer than 90 % of them, are left out; another gap is filled with the last close (as splits,
 * dividends and spin-offs leave it), no volume and no return.
 *
 * @param notes what was left out and filled, in words
 */
public record WholeHistory(Panel panel, List<String> notes) {
  private static final double LEAST = 0.9;
  private static final List<String> PRICES = List.of("open", "high", "low", "close");

  public WholeHistory {
    notes = List.copyOf(notes);
  }

  /**
   * Of a market as it was.
   *
   * @throws IllegalArgumentException if a price is not above 0, or no instrument is left
   */
  public static WholeHistory of(Panel market) {
    double[] close = market.bars().column("close");
    int width = market.width();
    int bars = market.time().size();
    if (bars < 3) {
      throw new IllegalArgumentException(
          "A history of %d sessions is too short to draw from; it needs at least 3"
              .formatted(bars));
    }
    check(market, close);
    int[] kept = IntStream.range(0, width).filter(i -> isWhole(close, i, width, bars)).toArray();
    if (kept.length == 0) {
      throw new IllegalArgumentException(
          ("None of the %d instruments has closes from %s to %s (in both these sessions and in %.0f"
                  + " %% between); choose a period they trade through, or others")
              .formatted(width, market.time().date(0), market.time().date(bars - 1), 100 * LEAST));
    }
    List<String> notes = new ArrayList<>();
    if (kept.length < width) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d of %d instruments are left out of the paths: they do not trade through the whole"
                  + " history; the others survived, which flatters",
              width - kept.length,
              width));
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    market
        .bars()
        .columns()
        .forEach((name, values) -> columns.put(name, chosen(values, kept, width, bars)));
    int filled = fill(columns, kept.length, due(market, kept));
    if (filled > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d missing bars of the history are filled with the last close, no volume and no"
                  + " return",
              filled));
    }
    return new WholeHistory(panel(market, kept, columns), notes);
  }

  private static void check(Panel market, double[] close) {
    for (int k = 0; k < close.length; k++) {
      if (close[k] <= 0 || Double.isInfinite(close[k])) {
        throw new IllegalArgumentException(
            "The close of %s on %s is %s; prices must be above 0 and finite (correct the data and import it anew)"
                .formatted(
                    market.instruments().id(k % market.width()),
                    market.time().date(k / market.width()),
                    close[k]));
      }
    }
  }

  private static boolean isWhole(double[] close, int i, int width, int bars) {
    int known = 0;
    for (int t = 0; t < bars; t++) {
      known += Double.isNaN(close[t * width + i]) ? 0 : 1;
    }
    return known >= LEAST * bars
        && !Double.isNaN(close[i])
        && !Double.isNaN(close[(bars - 1) * width + i]);
  }

  private static double[] chosen(double[] values, int[] kept, int width, int bars) {
    double[] chosen = new double[bars * kept.length];
    for (int t = 0; t < bars; t++) {
      for (int k = 0; k < kept.length; k++) {
        chosen[t * kept.length + k] = values[t * width + kept[k]];
      }
    }
    return chosen;
  }

  /** What corporate actions do to the last close, by cell. */
  private static Map<Integer, Due> due(Panel market, int[] kept) {
    Map<Integer, Due> due = new HashMap<>();
    for (int k = 0; k < market.actions().size(); k++) {
      Actions.Action action = market.actions().at(k);
      int at = Arrays.binarySearch(kept, action.instrument());
      if (at >= 0) {
        due.merge(
            action.bar() * kept.length + at,
            Due.NOTHING.and(action),
            (before, any) -> before.and(action));
      }
    }
    return due;
  }

  /**
   * Actions of one bar: a share becomes {@code shares}, pays {@code cash} and keeps a part of its
   * price.
   */
  private record Due(double shares, double cash, double kept) {
    static final Due NOTHING = new Due(1, 0, 1);

    Due and(Actions.Action action) {
      return switch (action.kind()) {
        case SPLIT -> new Due(shares * action.amount(), cash, kept);
        case DIVIDEND -> new Due(shares, cash + shares * action.amount(), kept);
        case SPINOFF -> new Due(shares, cash, kept * action.amount());
        case DELISTING -> this;
      };
    }

    /** The price of no return: {@code (p shares' + cash) = last kept}. */
    double after(double last) {
      double price = (last * kept - cash) / shares;
      return price > 0 ? price : last / shares;
    }
  }

  private static int fill(Map<String, double[]> columns, int width, Map<Integer, Due> due) {
    double[] close = columns.getOrDefault("close", new double[0]);
    int filled = 0;
    for (int k = 0; k < close.length; k++) {
      boolean missing = Double.isNaN(close[k]);
      filled += missing ? 1 : 0;
      double last = missing ? due.getOrDefault(k, Due.NOTHING).after(close[k - width]) : close[k];
      for (Map.Entry<String, double[]> column : columns.entrySet()) {
        double[] values = column.getValue();
        if (PRICES.contains(column.getKey())) {
          values[k] = Double.isNaN(values[k]) ? last : values[k];
        } else if (column.getKey().equals("volume")) {
          values[k] = missing ? 0 : values[k];
        } else if (missing) {
          values[k] = values[k - width];
        }
      }
    }
    return filled;
  }

  private static Panel panel(Panel market, int[] kept, Map<String, double[]> columns) {
    List<String> ids = Arrays.stream(kept).mapToObj(market.instruments()::id).toList();
    List<Actions.Action> actions = new ArrayList<>();
    for (int k = 0; k < market.actions().size(); k++) {
      Actions.Action action = market.actions().at(k);
      int i = ids.indexOf(action.instrumentId());
      if (i >= 0) {
        actions.add(
            new Actions.Action(
                action.bar(), i, action.instrumentId(), action.kind(), action.amount()));
      }
    }
    return Panel.of(
        market.source(),
        Frame.of(market.time(), InstrumentAxis.of(ids), columns),
        Actions.of(actions),
        ResampledPanel.sectors(market),
        market.perSession(),
        market.warnings());
  }
}
