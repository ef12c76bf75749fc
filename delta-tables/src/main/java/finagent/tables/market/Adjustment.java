package finagent.tables.market;

import finagent.sandbox.market.Actions;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a data set's prices contain already, by period: {@code raw}, {@code split}, {@code
 * split+dividend}, each valid from its date on, e.g. {@code split, split+dividend@2010-11-01}.
 * Actions contained in the prices are never applied again.
 */
public record Adjustment(List<Period> periods) {
  public Adjustment {
    periods = periods.stream().sorted(Comparator.comparingLong(Period::fromDay)).toList();
    if (periods.isEmpty()) {
      throw new IllegalArgumentException("An adjustment needs at least one period, e.g. 'raw'");
    }
  }

  /** Parses the text form; the first entry needs no date. */
  public static Adjustment of(String text) {
    List<Period> periods = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] kindAndDate = part.strip().split("@", 2);
      periods.add(new Period(Kind.of(kindAndDate[0].strip(), text), day(kindAndDate, text)));
    }
    return new Adjustment(periods);
  }

  private static long day(String[] kindAndDate, String text) {
    if (kindAndDate.length == 1) {
      return Long.MIN_VALUE;
    }
    try {
      return LocalDate.parse(kindAndDate[1].strip()).toEpochDay();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "Invalid adjustment '%s': '%s' is no date like 2010-11-01"
              .formatted(text, kindAndDate[1]),
          e);
    }
  }

  /** Whether an action of a session is in the prices already, so that nobody applies it again. */
  public boolean contains(Actions.Kind action, long session) {
    Kind kind = Kind.RAW;
    for (Period period : periods) {
      kind = period.fromDay() <= session ? period.kind() : kind;
    }
    return switch (action) {
      case SPLIT -> kind != Kind.RAW;
      case DIVIDEND, SPINOFF -> kind == Kind.SPLIT_AND_DIVIDEND;
      case DELISTING -> false;
    };
  }

  /** The text form. */
  @Override
  public String toString() {
    return periods.stream().map(Period::toString).collect(Collectors.joining(", "));
  }

  /** What prices contain from a day on. */
  public record Period(Kind kind, long fromDay) {
    @Override
    public String toString() {
      return fromDay == Long.MIN_VALUE
          ? kind.text
          : kind.text + "@" + LocalDate.ofEpochDay(fromDay);
    }
  }

  /** What prices contain. */
  public enum Kind {
    RAW("raw"),
    SPLIT("split"),
    SPLIT_AND_DIVIDEND("split+dividend");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    private static Kind of(String text, String all) {
      return Arrays.stream(values())
          .filter(kind -> kind.text.equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      ("Invalid adjustment '%s': there is no '%s'; there are raw, split and"
                              + " split+dividend, each with @date where it begins later")
                          .formatted(all, text)));
    }
  }
}
