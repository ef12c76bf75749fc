package finagent.tables.ingest;

import finagent.tables.market.BarFlags;
import java.util.ArrayList;
import java.util.List;

/** What a bar must fulfil to be imported. A bar that breaks a rule is quarantined. */
enum Check {
  PRICE(1, "a price is not a positive number"),
  VOLUME(2, "the volume is not a number >= 0"),
  HIGH_LOW(4, "high < low"),
  LOW(8, "low > min(open, close)"),
  TWICE(16, "other lines give other values for this symbol and date"),
  DATE(32, "the date is no ISO date like 2005-01-03"),
  SYMBOL(64, "the symbol is blank"),
  FIELDS(128, "the line has fewer values than the header has names"),
  NUMBER(256, "a value is no number");

  private final int bit;
  private final String text;

  Check(int bit, String text) {
    this.bit = bit;
    this.text = text;
  }

  int bit() {
    return bit;
  }

  /** Rules about prices and volume that a bar breaks, as bits. */
  static int broken(Bars bars, int r) {
    int broken = 0;
    for (int c = 0; c < 4; c++) {
      double price = bars.values[c][r];
      if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
        broken |= PRICE.bit();
      }
    }
    if (!(bars.volume(r) >= 0 && bars.volume(r) < Double.POSITIVE_INFINITY)) {
      broken |= VOLUME.bit();
    }
    if (broken == 0) {
      broken |= bars.high(r) < bars.low(r) ? HIGH_LOW.bit() : 0;
      broken |= bars.low(r) > Math.min(bars.open(r), bars.close(r)) ? LOW.bit() : 0;
    }
    return broken;
  }

  /** The rules in words, and what else is odd. */
  static String reason(int broken, int flags) {
    List<String> reasons = new ArrayList<>();
    for (Check check : values()) {
      if ((broken & check.bit()) != 0) {
        reasons.add(check.text);
      }
    }
    if ((flags & BarFlags.SPIKE) != 0) {
      reasons.add("spike: the close is a power of ten off the last good one");
    }
    return String.join("; ", reasons);
  }
}
