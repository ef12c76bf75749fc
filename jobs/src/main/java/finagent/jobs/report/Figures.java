package finagent.jobs.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them; what is not known is a dash, never 0. */
final class Figures {
  static final String UNKNOWN = "\u2013";
  private static final char MINUS = '\u2212';

  private Figures() {}

  /** 0.1234 as 12.3 %. */
  static String percent(double value, int decimals) {
    return known(value) ? fixed(value * 100, decimals) + "\u00a0%" : UNKNOWN;
  }

  static String ratio(double value, int decimals) {
    return known(value) ? fixed(value, decimals) : UNKNOWN;
  }

  /** Whole number with thin separators: 1 234 567. */
  static String count(double value) {
    return known(value) ? fixed(value, 0) : UNKNOWN;
  }

  /** Money without decimals. */
  static String money(double value, String currency) {
    return known(value) ? fixed(value, 0) + "\u00a0" + currency : UNKNOWN;
  }

  /** As few digits as tell it from its neighbours: 0.5, 2, 12. */
  static String tick(double value) {
    String text = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    return text.startsWith("-") ? MINUS + text.substring(1) : text;
  }

  /** The full number, for records. */
  static String exact(double value) {
    return known(value) ? Double.toString(value) : UNKNOWN;
  }

  private static boolean known(double value) {
    return !Double.isNaN(value) && !Double.isInfinite(value);
  }

  private static String fixed(double value, int decimals) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", rounded.abs());
    String spaced = text.replace(',', '\u202f');
    return rounded.signum() < 0 ? MINUS + spaced : spaced;
  }
}
