package finagent.sandbox.market;

import finagent.sandbox.random.Philox;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A made-up stock market for demos, tests and null hypotheses: daily bars on the sessions of {@link
 * Calendar#XNYS} with one market and eleven sector factors, fat tails, clustered volatility, raw
 * prices in cents and corporate actions.
 *
 * <p>Returns are {@code beta x market + sector + own}, each part with Student-t innovations (4
 * degrees of freedom, cut at 12 standard deviations) and a GARCH(1,1) variance (Bollerslev 1986;
 * the market's with a leverage term, Glosten, Jagannathan and Runkle 1993); 27 % of the variance
 * comes overnight. Highs and lows are extremes of a Brownian bridge from open to close. Volume
 * rises with the size of the return.
 *
 * <p>Instrument k (id {@code SYN0000}, {@code SYN0001}, ..) is a function of seed, kind and k
 * alone: a market of more instruments or sessions contains the smaller one. In every twenty one
 * starts late (k mod 20 = 7), in every fifteen one is delisted (k mod 15 = 11), about one bar in
 * two thousand is missing.
 *
 * <p>{@link Kind#STANDARD} has an expected market return of 7 % a year (x beta), dividends (three
 * in five instruments, quarterly, 0.5 % each), splits (2:1 after a close above 300, 1:10 after one
 * below 2) and two planted effects that strategies may find:
 *
 * <ul>
 *   <li>momentum: each instrument's expected return follows its own AR(1) with a half-life of 120
 *       sessions and a standard deviation of 10 % a year;
 *   <li>pairs: instruments 10m+4 and 10m+5 share sector, beta and own returns; the log ratio of
 *       their total returns is an AR(1) with a half-life of 12 sessions and a standard deviation of
 *       3 %.
 * </ul>
 *
 * <p>{@link Kind#NULL} is a martingale: given everything up to a close, the expectation of the next
 * open and of the next close is that close, exactly, in raw prices. All innovations are symmetric
 * and every volatility is known beforehand, so simple returns have mean 0; prices are rounded to
 * cents at random, up with the probability of the fraction that is cut; there are no dividends, no
 * splits, no drift, delistings pay the last close, and cash earns nothing. No strategy can earn
 * anything on it before costs, except by luck.
 *
 * <p>Same bits on any machine. O(instruments x sessions), about 1 microsecond a bar.
 */
public final class SyntheticMarket {
  private static final LocalTime CLOSE = LocalTime.of(16, 0);
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final int SESSIONS_PER_YEAR = 252;

  private static final List<String> SECTORS =
      List.of(
          "Communication Services",
          "Consumer Discretionary",
          "Consumer Staples",
          "Energy",
          "Financials",
          "Health Care",
          "Industrials",
          "Information Technology",
          "Materials",
          "Real Estate",
          "Utilities");

  private SyntheticMarket() {}

  /** Whether there is anything to find. */
  public enum Kind {
    /** Premium, dividends and planted effects. */
    STANDARD,
    /** A martingale: nothing to find. */
    NULL
  }

  /**
   * What to make.
   *
   * @param instruments how many
   * @param sessions how many daily bars
   * @param first the first bar is on the first session at or after this date
   */
  public record Config(int instruments, int sessions, LocalDate first, long seed, Kind kind)
      implements Serializable {
    public Config {
      if (instruments < 1 || sessions < 2) {
        throw new IllegalArgumentException(
            "Invalid synthetic market: %d instruments x %d sessions (at least 1 x 2)"
                .formatted(instruments, sessions));
      }
    }

    /** Two hundred instruments over ten years, to the end of 2024. */
    public static Config demo(long seed, Kind kind) {
      return new Config(200, 2520, LocalDate.of(2014, 12, 26), seed, kind);
    }
  }

  /** Makes the market. */
  public static Panel of(Config config) {
    TimeAxis time = time(config);
    Philox random = Philox.of(config.seed(), "synthetic-market");
    boolean martingale = config.kind() == Kind.NULL;
    SyntheticFactors factors = SyntheticFactors.of(random, config.sessions(), martingale);
    SyntheticBars bars = new SyntheticBars(config.instruments(), config.sessions());
    List<String> ids = new ArrayList<>();
    Map<String, String> sectorOf = new TreeMap<>();
    for (int k = 0; k < config.instruments(); k++) {
      SyntheticInstrument instrument = new SyntheticInstrument(random, k, martingale);
      ids.add(instrument.id());
      sectorOf.put(instrument.id(), SECTORS.get(instrument.sector()));
      instrument.run(factors, bars);
    }
    Map<String, double[]> series = new TreeMap<>();
    series.put("benchmark", bars.benchmark());
    series.put("cash-rate", martingale ? new double[time.size()] : cashRate(random, time.size()));
    return Panel.of(
        source(config),
        Frame.of(time, InstrumentAxis.of(ids), bars.columns()),
        Actions.of(bars.actions()),
        sectorOf,
        series,
        warnings(config.kind()));
  }

  static int sectors() {
    return SECTORS.size();
  }

  static String id(int k) {
    return String.format(Locale.ROOT, "SYN%04d", k);
  }

  private static String source(Config config) {
    return String.format(
        Locale.ROOT,
        "synthetic:%s (seed %d)",
        config.kind().name().toLowerCase(Locale.ROOT),
        config.seed());
  }

  private static List<String> warnings(Kind kind) {
    String made = "synthetic: prices are made up; nothing here says anything about a real market";
    return kind == Kind.NULL
        ? List.of(made, "synthetic: a martingale, nothing planted; any profit before costs is luck")
        : List.of(
            made,
            "synthetic: planted momentum, expected returns differ by 10 % a year (standard"
                + " deviation), half-life 120 sessions",
            "synthetic: planted pairs, instruments 10m+4 and 10m+5 revert to each other, spread"
                + " 3 %, half-life 12 sessions");
  }

  private static TimeAxis time(Config config) {
    long[] end = new long[config.sessions()];
    int[] session = new int[config.sessions()];
    LocalDate day = Calendar.XNYS.next(config.first().minusDays(1));
    for (int t = 0; t < end.length; t++) {
      session[t] = Math.toIntExact(day.toEpochDay());
      end[t] = ZonedDateTime.of(day, CLOSE, NEW_YORK).toEpochSecond() * 1_000_000;
      day = Calendar.XNYS.next(day);
    }
    return TimeAxis.of(Calendar.XNYS.name(), SESSIONS_PER_YEAR, end, session);
  }

  /** A slow AR(1) around 2 % a year, never below 0. */
  private static double[] cashRate(Philox random, int sessions) {
    long cash = Philox.instrument("cash-rate");
    double[] rate = new double[sessions];
    double level = 0.02;
    for (int t = 0; t < sessions; t++) {
      level += 0.002 * (0.02 - level) + 0.0004 * random.normal(0, t, cash, 0);
      rate[t] = Math.max(0, Math.rint(level * 1e4) / 1e4);
    }
    return rate;
  }
}
