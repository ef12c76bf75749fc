package finagent.jobs;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids of runs: when they began, to the millisecond, and four digits so that two that begin together
 * differ. Sorted by text they are sorted by time.
 */
final class RunIds {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunIds() {}

  static String next(Clock clock) {
    String tail = HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
    return FORMAT.format(clock.instant()) + "-" + tail;
  }
}
