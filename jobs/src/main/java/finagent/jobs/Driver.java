package finagent.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Spark needs to be told for a driver of ours that others start: the settings of
 * scripts/submit.
 */
final class Driver {
  private static final Pattern SECRET = Pattern.compile("(?i)secret|password|access\\.?key");
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

  /** The settings, with the user's over them; the user's Java options go beside ours. */
  static Map<String, Object> settings(Map<String, String> user) {
    for (String name : user.keySet()) {
      if (SECRET.matcher(name).find()) {
        throw new IllegalArgumentException(
            "--conf %s would show a secret in the list of processes, here and at Livy; put it into spark-defaults.conf or a credential provider there"
                .formatted(name));
      }
    }
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
