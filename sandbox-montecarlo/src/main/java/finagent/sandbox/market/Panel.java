package finagent.sandbox.market;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A market as strategies see it: bars (columns {@code open high low close volume}, and any the user
 * adds) with what else is known per instrument and per session. Prices are as traded unless the
 * data set says otherwise; actions already contained in its prices are left out by the loader. A
 * bar that is missing or not to be trusted is NaN in every column.
 */
public final class Panel implements Serializable {
  /** Where an instrument is that has no known sector. */
  public static final String UNKNOWN_SECTOR = "unknown";

  private static final long serialVersionUID = 1L;

  private final String source;
  private final Frame bars;
  private final Actions actions;
  private final List<String> sectors;
  private final int[] sector;
  private final SortedMap<String, double[]> perSession;
  private final List<String> warnings;

  private Panel(
      String source,
      Frame bars,
      Actions actions,
      List<String> sectors,
      int[] sector,
      SortedMap<String, double[]> perSession,
      List<String> warnings) {
    this.source = source;
    this.bars = bars;
    this.actions = actions;
    this.sectors = sectors;
    this.sector = sector;
    this.perSession = perSession;
    this.warnings = warnings;
  }

  /**
   * Puts a market together.
   *
   * @param source where the data comes from, for titles: {@code sp500-daily}, {@code synthetic:..}
   * @param sectorOf sector name by instrument id; {@link #UNKNOWN_SECTOR} where absent
   * @param perSession one value per bar: {@code cash-rate} (simple annual rate known at the close,
   *     fraction), {@code benchmark} (simple return of the session), {@code spread-multiple} and
   *     {@code borrow-multiple} (half spread and borrow fee are the account's times it); may be
   *     empty
   * @param warnings known biases of the data, printed with every result
   */
  public static Panel of(
      String source,
      Frame bars,
      Actions actions,
      Map<String, String> sectorOf,
      Map<String, double[]> perSession,
      List<String> warnings) {
    for (String column : List.of("open", "high", "low", "close", "volume")) {
      bars.column(column);
    }
    perSession.forEach(
        (name, values) -> {
          if (values.length != bars.time().size()) {
            throw new IllegalArgumentException(
                "Series '%s' has %d values; the panel has %d bars"
                    .formatted(name, values.length, bars.time().size()));
          }
        });
    String[] names =
        bars.instruments().ids().stream()
            .map(id -> sectorOf.getOrDefault(id, UNKNOWN_SECTOR))
            .toArray(String[]::new);
    List<String> sectors = Arrays.stream(names).distinct().sorted().toList();
    int[] sector = Arrays.stream(names).mapToInt(sectors::indexOf).toArray();
    return new Panel(
        source, bars, actions, sectors, sector, new TreeMap<>(perSession), List.copyOf(warnings));
  }

  public String source() {
    return source;
  }

  public Frame bars() {
    return bars;
  }

  public TimeAxis time() {
    return bars.time();
  }

  public InstrumentAxis instruments() {
    return bars.instruments();
  }

  public int width() {
    return bars.instruments().size();
  }

  public Actions actions() {
    return actions;
  }

  /** Sector names, sorted. */
  public List<String> sectors() {
    return sectors;
  }

  /** Index into {@link #sectors()} of instrument i. */
  public int sector(int i) {
    return sector[i];
  }

  public List<String> warnings() {
    return warnings;
  }

  /** One value per bar; empty where the data has no such series. */
  public Optional<double[]> perSession(String name) {
    return Optional.ofNullable(perSession.get(name));
  }

  public Map<String, double[]> perSession() {
    return Collections.unmodifiableMap(perSession);
  }
}
