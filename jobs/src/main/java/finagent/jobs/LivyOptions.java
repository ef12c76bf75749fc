package finagent.jobs;

import finagent.jobs.livy.Access;
import finagent.jobs.livy.Livy;
import finagent.jobs.livy.Pace;
import finagent.jobs.livy.Patience;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that asks Livy. */
final class LivyOptions {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d)");

  @Option(
      names = "--livy",
      paramLabel = "URL",
      description =
          "Where Livy is (default: $FINAGENT_LIVY). Who asks is told by FINAGENT_LIVY_USER and"
              + " _PASSWORD, FINAGENT_LIVY_TOKEN, FINAGENT_LIVY_HEADERS, or files named by the same"
              + " with _FILE.")
  private @Nullable String url;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "5m",
      description = "How long a Livy that does not answer is asked again (default 5m).")
  private String patience = "5m";

  @Option(
      names = "--poll",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "Between two looks at a batch (default 2s).")
  private String poll = "2s";

  Livy livy(Console console) {
    Map<String, String> environment = System.getenv();
    String place =
        Optional.ofNullable(url)
            .or(() -> Optional.ofNullable(environment.get("FINAGENT_LIVY")))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Where is Livy? Name it with --livy http://HOST:8998 or in FINAGENT_LIVY"));
    Access access = Access.of(place, environment);
    if (access.isExposed()) {
      console.warn("the secret for %s travels unencrypted; https would hide it".formatted(access));
    }
    Patience waits =
        Patience.usual().withSilence(time("--patience", patience)).withPoll(time("--poll", poll));
    return new Livy(access, waits, Pace.system(), console::warn);
  }

  /** A time such as 500ms, 30s, 5m, 2h or 1d. */
  static Duration time(String option, String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Invalid %s: '%s' (must be like 500ms, 30s, 5m, 2h or 1d)".formatted(option, text));
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
