package finagent.jobs;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of runs: when they began, and four digits so that two that begin together differ. */
final class RunIds {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunIds() {}

  static String next(Clock clock) {
    String tail = HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
    return FORMAT.format(clock.instant()) + "-" + tail;
  }
}
