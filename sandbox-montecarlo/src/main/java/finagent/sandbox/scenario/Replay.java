package finagent.sandbox.scenario;

import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.risk.TotalReturns;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * A stretch of history over again: each instrument makes the moves it made then, gaps, highs, lows
 * and volume (against its mean of the 60 sessions before) included. One that was not listed then
 * moves by its beta times the market of then, between open and close. Spreads stay as they are, but
 * for a {@code spread-multiple} in the history. Daily bars only.
 */
public final class Replay implements Shock {
  private static final long serialVersionUID = 1L;
  private static final int BEFORE = 60;
  private static final double MOST = -0.99;

  private final String label;
  private final InstrumentAxis instruments;
  private final int sessions;
  private final double[] open;
  private final double[] close;
  private final double[] up;
  private final double[] down;
  private final double[] volume;
  private final double[] spread;
  private final double[] market;

  private Replay(String label, Canvas then, boolean[] listed, double[] market) {
    this.label = label;
    instruments = then.panel.instruments();
    sessions = then.bars;
    open = filled(then.open, listed);
    up = filled(then.up, listed);
    down = filled(then.down, listed);
    double[] moves = new double[sessions * then.width];
    for (int t = 0; t < sessions; t++) {
      System.arraycopy(then.close, t * then.columns, moves, t * then.width, then.width);
    }
    close = filled(moves, listed);
    volume = volumes(then);
    spread =
        then.panel
            .perSession("spread-multiple")
            .map(all -> Arrays.copyOfRange(all, then.from, then.from + sessions))
            .orElseGet(() -> then.spread.clone());
    this.market = market;
  }

  /** Cuts the sessions of two dates, both included, out of a market with daily bars. */
  public static Replay of(Panel history, LocalDate first, LocalDate last) {
    int from = history.time().firstAtOrAfter(first.toEpochDay());
    int end = history.time().firstAtOrAfter(last.toEpochDay() + 1);
    String label = first + ".." + last;
    if (from < 1 || end <= from || last.toEpochDay() - history.time().session(end - 1) > 7) {
      throw new IllegalArgumentException(
          "The market '%s' (%s) does not hold %s and a session before it; replays are cut from a"
                  .formatted(history.source(), history.time(), label)
              + " market that does, e.g. an index with a longer history");
    }
    int[] starts = new int[end - from + 1];
    Arrays.setAll(starts, k -> from + k);
    for (int t = from; t < end; t++) {
      if (history.time().session(t) == history.time().session(t - 1)) {
        throw new IllegalArgumentException(
            "Replays need daily bars; '%s' has several on %s"
                .formatted(history.source(), history.time().date(t)));
      }
    }
    TotalReturns moves = TotalReturns.of(history);
    Canvas then = new Canvas(history, starts, Betas.given(Map.of()));
    boolean[] listed = new boolean[then.bars * then.width];
    for (int cell = 0; cell < listed.length; cell++) {
      int bar = from + cell / then.width;
      listed[cell] = !Double.isNaN(moves.reference(bar, cell % then.width));
    }
    double[] market = Arrays.copyOfRange(Betas.market(history, moves), from, end);
    return new Replay(label, then, listed, market);
  }

  /** NaN where not listed, 0 where listed but without a bar. */
  private static double[] filled(double[] moves, boolean[] listed) {
    double[] filled = moves.clone();
    for (int cell = 0; cell < filled.length; cell++) {
      filled[cell] = listed[cell] && Double.isNaN(filled[cell]) ? 0 : filled[cell];
    }
    return filled;
  }

  private static double[] volumes(Canvas then) {
    double[] all = then.panel.bars().column("volume");
    double[] ratio = new double[then.bars * then.width];
    for (int i = 0; i < then.width; i++) {
      double usual = usual(then, i);
      for (int t = 0; t < then.bars; t++) {
        ratio[t * then.width + i] = all[(then.from + t) * then.width + i] / usual;
      }
    }
    return ratio;
  }

  /** Mean volume over the sessions before the window; NaN where there is none. */
  private static double usual(Canvas canvas, int i) {
    double[] all = canvas.panel.bars().column("volume");
    double sum = 0;
    int count = 0;
    for (int t = Math.max(0, canvas.from - BEFORE); t < canvas.from; t++) {
      double volume = all[t * canvas.width + i];
      sum += volume > 0 ? volume : 0;
      count += volume > 0 ? 1 : 0;
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** The dates it was cut from. */
  public String label() {
    return label;
  }

  @Override
  public int sessions() {
    return sessions;
  }

  @Override
  public void apply(Canvas canvas) {
    if (!canvas.daily()) {
      throw new IllegalArgumentException(
          "Replays need daily bars; '%s' has several a session".formatted(canvas.panel.source()));
    }
    int mapped = 0;
    for (int i = 0; i < canvas.width; i++) {
      int then = instruments.indexOf(canvas.panel.instruments().id(i));
      double usual = usual(canvas, i);
      boolean foreign = false;
      for (int t = 0; t < sessions; t++) {
        boolean known = then >= 0 && !Double.isNaN(close[t * instruments.size() + then]);
        foreign |= !known;
        if (known) {
          same(canvas, t, i, t * instruments.size() + then, usual);
        } else {
          byBeta(canvas, t, i);
        }
      }
      mapped += foreign ? 1 : 0;
    }
    for (int t = 0; t < sessions; t++) {
      canvas.spread[t] *= spread[t];
      if (canvas.columns > canvas.width && !Double.isNaN(market[t])) {
        canvas.close[t * canvas.columns + canvas.width] = StrictMath.log1p(market[t]);
      }
    }
    if (mapped > 0) {
      canvas.notes.add(
          String.format(
              Locale.ROOT,
              "%d of %d instruments were not listed in all of %s: there they move by beta",
              mapped,
              canvas.width,
              label));
    }
  }

  private void same(Canvas canvas, int t, int i, int then, double usual) {
    int cell = t * canvas.width + i;
    int now = t * canvas.columns + i;
    if (Double.isNaN(canvas.close[now])) {
      return;
    }
    canvas.close[now] = close[then];
    canvas.open[cell] = open[then];
    canvas.up[cell] = up[then];
    canvas.down[cell] = down[then];
    double today = canvas.panel.bars().column("volume")[(canvas.from + t) * canvas.width + i];
    double multiple = volume[then] * usual / today;
    if (multiple > 0 && multiple < Double.POSITIVE_INFINITY) {
      canvas.volume[cell] = multiple;
    }
  }

  private void byBeta(Canvas canvas, int t, int i) {
    int now = t * canvas.columns + i;
    if (!Double.isNaN(canvas.close[now]) && !Double.isNaN(market[t])) {
      canvas.close[now] = StrictMath.log1p(Math.max(canvas.betas[i] * market[t], MOST));
      canvas.open[t * canvas.width + i] = 0;
      canvas.up[t * canvas.width + i] = 0;
      canvas.down[t * canvas.width + i] = 0;
    }
  }

  @Override
  public String toString() {
    return "Replay[" + label + "]";
  }
}
