package finagent.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Spark needs to be told for a driver of ours that others start: the settings of
 * scripts/submit.
 */
final class Driver {
  private static final String WORDS =
      "(?:secret|password|token(?!\\.?file)|access\\.?key|account\\.?key|\\.sas\\.)";
  private static final Pattern SECRET = Pattern.compile("(?i)" + WORDS);

  /** A Java property in a value, such as the password of a trust store. */
  private static final Pattern PROPERTY =
      Pattern.compile("(?i)-D(?<name>[^\\s=]*" + WORDS + "[^\\s=]*)=");

  private static final String JAVA = "spark.driver.extraJavaOptions";
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "jdk.internal.ref",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private Driver() {}

  /**
   * The settings, with the user's over them; the user's Java options go beside ours.
   *
   * @param shown where all can read them, as a refusal of a secret says it
   */
  static Map<String, Object> settings(Map<String, String> user, String shown) {
    user.forEach(
        (name, value) -> {
          Matcher property = PROPERTY.matcher(value);
          boolean inside = property.find();
          if (inside || SECRET.matcher(name).find()) {
            throw new IllegalArgumentException(
                "--conf %s would show a secret %s; put it into spark-defaults.conf or a credential provider where the driver runs"
                    .formatted(inside ? name + " with -D" + property.group("name") : name, shown));
          }
        });
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("spark.executorEnv.OMP_NUM_THREADS", "1");
    all.put("spark.delta.logStore.file.impl", "finagent.tables.LinkLogStore");
    all.put("spark.hadoop.fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    all.put("spark.standalone.submit.waitAppCompletion", "true");
    all.putAll(user);
    String opens =
        OPENED.stream()
            .map(name -> "--add-opens=java.base/%s=ALL-UNNAMED".formatted(name))
            .collect(Collectors.joining(" "));
    String java =
        "--add-modules=jdk.incubator.vector -Duser.timezone=UTC %s %s"
            .formatted(opens, user.getOrDefault(JAVA, ""));
    all.put(JAVA, java.strip());
    return all;
  }
}
