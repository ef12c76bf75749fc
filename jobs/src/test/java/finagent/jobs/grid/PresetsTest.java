package finagent.jobs.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of conf/spark. */
class PresetsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("finagent.root", ".."), "conf/spark");

  static Map<String, String> preset(String name) throws IOException {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(FOLDER.resolve(name + ".conf"))) {
      lines.load(reader);
    }
    Map<String, String> all = new TreeMap<>();
    lines.stringPropertyNames().forEach(key -> all.put(key, lines.getProperty(key).strip()));
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "standalone", "yarn", "kubernetes", "emr", "databricks"})
  void aPresetHoldsWhatTheProgramSetsItself(String name) throws IOException {
    Map<String, String> preset = preset(name);
    Map<String, String> ours = Settings.defaults();
    if (name.equals("emr") || name.equals("databricks")) {
      ours.remove("spark.delta.logStore.s3a.impl");
    }
    assertThat(preset).containsAllEntriesOf(ours);
    assertThat(preset.get("spark.executor.extraJavaOptions"))
        .isEqualTo(
            Settings.of(new Master("local[2]"), Map.of()).get("spark.executor.extraJavaOptions"));
    assertThat(preset.keySet()).allMatch(key -> key.startsWith("spark."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "standalone", "yarn", "kubernetes", "emr", "databricks"})
  void aPresetSaysWhatHappensWhenATaskFailsOrIsSlow(String name) throws IOException {
    Map<String, String> preset = preset(name);
    assertThat(Integer.parseInt(preset.get("spark.task.maxFailures")))
        .isEqualTo(name.equals("local") ? 1 : 4);
    assertThat(preset.get("spark.speculation")).isEqualTo(name.equals("local") ? "false" : "true");
    assertThat(preset.get("spark.driver.extraJavaOptions"))
        .contains("--add-modules=jdk.incubator.vector", "--add-opens=java.base/sun.nio.ch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn", "emr"})
  void whatStartsADriverOnYarnGetsTheDriversOptions(String name) throws IOException {
    Map<String, String> preset = preset(name);
    assertThat(preset.get("spark.yarn.am.extraJavaOptions"))
        .isEqualTo(preset.get("spark.driver.extraJavaOptions"));
    assertThat(preset).containsEntry("spark.yarn.appMasterEnv.OMP_NUM_THREADS", "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"emr", "databricks"})
  void severalWritersOnS3HaveASafeLogStore(String name) throws IOException {
    assertThat(preset(name))
        .containsEntry("spark.delta.logStore.s3a.impl", "io.delta.storage.S3DynamoDBLogStore")
        .containsEntry(
            "spark.hadoop.io.delta.kernel.logStore.s3a.impl",
            "io.delta.storage.S3DynamoDBLogStore");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "standalone", "yarn", "kubernetes", "emr", "databricks"})
  void sparkTakesEveryValue(String name) throws IOException {
    SparkConf conf = new SparkConf(false);
    preset(name).forEach(conf::set);
    assertThat(conf.getTimeAsMs("spark.cleaner.periodicGC.interval")).isEqualTo(300_000);
    assertThat(conf.getSizeAsMb("spark.driver.memory", "1g")).isGreaterThanOrEqualTo(1024);
    assertThat(conf.getTimeAsMs("spark.network.timeout", "120s"))
        .isGreaterThan(conf.getTimeAsMs("spark.executor.heartbeatInterval", "10s"));
    assertThat(conf.getDouble("spark.speculation.quantile", 0.9)).isBetween(0.5, 1.0);
  }
}
