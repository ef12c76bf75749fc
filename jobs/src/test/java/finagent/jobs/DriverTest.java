package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DriverTest {
  private static Map<String, Object> settings(Map<String, String> user) {
    return Driver.settings(user, "in a test");
  }

  @Test
  void theUsersJavaOptionsStandBesideOurs() {
    Map<String, Object> settings = settings(Map.of("spark.driver.extraJavaOptions", "-Dmine=1"));
    assertThat((String) settings.get("spark.driver.extraJavaOptions"))
        .startsWith("--add-modules=jdk.incubator.vector")
        .contains("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED")
        .endsWith(" -Dmine=1");
  }

  @Test
  void everyPresetHoldsTheDriversOptions() throws IOException {
    String java = (String) settings(Map.of()).get("spark.driver.extraJavaOptions");
    try (Stream<Path> presets = Files.list(Cli.CONF.resolve("spark"))) {
      assertThat(presets.filter(file -> file.toString().endsWith(".conf")).toList())
          .hasSize(6)
          .allSatisfy(
              file ->
                  assertThat(Files.readAllLines(file))
                      .filteredOn(line -> line.startsWith("spark.driver.extraJavaOptions "))
                      .singleElement()
                      .asString()
                      .endsWith(" " + java));
    }
  }

  @Test
  void theUsersSettingsWinOverTheDefaults() {
    assertThat(settings(Map.of("spark.executorEnv.OMP_NUM_THREADS", "2")))
        .containsEntry("spark.executorEnv.OMP_NUM_THREADS", "2")
        .containsEntry("spark.standalone.submit.waitAppCompletion", "true");
  }

  @Test
  void aSecretIsNoSettingOfTheCommandLine() {
    for (String name :
        List.of(
            "spark.hadoop.fs.s3a.secret.key",
            "spark.hadoop.fs.s3a.session.token",
            "spark.hadoop.fs.azure.account.key.lake.dfs.core.windows.net",
            "spark.hadoop.fs.azure.sas.c.lake.blob.core.windows.net")) {
      assertThatThrownBy(() -> settings(Map.of(name, "hunter2")))
          .hasMessageContaining("--conf " + name + " would show a secret in a test;")
          .hasMessageNotContaining("hunter2");
    }
    String options = "-Da=1 -Djavax.net.ssl.trustStorePassword=hunter2";
    assertThatThrownBy(() -> settings(Map.of("spark.executor.extraJavaOptions", options)))
        .hasMessageContaining("with -Djavax.net.ssl.trustStorePassword would show a secret")
        .hasMessageNotContaining("hunter2");
    String file = "spark.kubernetes.authenticate.driver.oauthTokenFile";
    assertThat(settings(Map.of(file, "/run/token"))).containsEntry(file, "/run/token");
  }

  @Test
  void timesAreReadWithTheirUnits() {
    assertThat(LivyOptions.time("--poll", "500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(LivyOptions.time("--poll", "5m")).isEqualTo(Duration.ofMinutes(5));
    assertThat(LivyOptions.time("--poll", "1d")).isEqualTo(Duration.ofDays(1));
    assertThatThrownBy(() -> LivyOptions.time("--poll", "5"))
        .hasMessage("Invalid --poll: '5' (must be like 500ms, 30s, 5m, 2h or 1d)");
  }
}
