package finagent.tables.ingest;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Numbers and dates straight from bytes; the fast ways give the same bits as the slow ones. */
final class Numbers {
  /** No day. */
  static final int NO_DAY = Integer.MIN_VALUE;

  /** Up to 10^22 powers of ten are exact doubles. */
  private static final double[] POWERS = new double[23];

  static {
    double power = 1;
    for (int k = 0; k < POWERS.length; k++) {
      POWERS[k] = power;
      power *= 10;
    }
  }

  private Numbers() {}

  /**
   * A plain decimal of at most 15 digits, correctly rounded because numerator and power of ten are
   * exact (Clinger 1990, "How to read floating point numbers accurately", section 3); NaN for
   * everything else.
   */
  static double decimal(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    at += negative ? 1 : 0;
    long digits = 0;
    int count = 0;
    int point = -1;
    for (; at < to; at++) {
      int c = bytes[at];
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
        count++;
      } else if (c == '.' && point < 0) {
        point = at;
      } else {
        return Double.NaN;
      }
    }
    if (count == 0 || count > 15) {
      return Double.NaN;
    }
    double value = digits / POWERS[point < 0 ? 0 : to - point - 1];
    return negative ? -value : value;
  }

  /** Any decimal; NaN if it is none, infinity where it says so. */
  static double decimal(String text) {
    try {
      return text.matches(".*[dDfFxX]") ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** {@code 2005-01-03}. */
  static int day(byte[] bytes, int from, int to) {
    if (to - from != 10 || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
      return NO_DAY;
    }
    int year = digits(bytes, from, from + 4);
    int month = digits(bytes, from + 5, from + 7);
    int day = digits(bytes, from + 8, from + 10);
    boolean plain = day >= 1 && (day <= 28 || (day <= 30 && month != 2));
    if (year < 1600 || month < 1 || month > 12 || !plain) {
      return NO_DAY; // the slow way decides
    }
    return civil(year, month, day);
  }

  private static int digits(byte[] bytes, int from, int to) {
    int value = 0;
    for (int at = from; at < to; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return -1;
      }
      value = value * 10 + bytes[at] - '0';
    }
    return value;
  }

  /** Days since 1970-01-01 (H. Hinnant 2013, "days_from_civil"), for years after 0. */
  private static int civil(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  /** An ISO date, alone or before {@code T} or a blank. */
  static int day(String text) {
    boolean more = text.length() > 10 && (text.charAt(10) == ' ' || text.charAt(10) == 'T');
    try {
      return (int) LocalDate.parse(more ? text.substring(0, 10) : text).toEpochDay();
    } catch (DateTimeParseException e) {
      return NO_DAY;
    }
  }
}
