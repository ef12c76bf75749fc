package finagent.jobs.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "here",
        "local[0]",
        "local[-1]",
        "spar://host:7077",
        "spark://host",
        "spark://",
        "spark://host:99999",
        "spark://host:7077,other",
        "127.0.0.1:7077"
      })
  void aUrlNoMasterCouldHaveIsRefusedWithWhatWorks(String url) {
    assertThatThrownBy(() -> SparkGrid.open(url, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(url)
        .hasMessageContaining("spark://HOST:PORT");
  }

  @Test
  void aLocalMasterSaysItsThreadsWithoutStarting() {
    assertThat(SparkGrid.open("local[7]", Map.of()).slots()).isEqualTo(7);
    assertThat(SparkGrid.open("local", Map.of()).slots()).isEqualTo(1);
    assertThat(SparkGrid.open("local[3,2]", Map.of()).slots()).isEqualTo(3);
    assertThat(SparkGrid.open("local[*]", Map.of()).slots())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void anUnreachableMasterIsNamedWithWhatWouldWork() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "spark://127.0.0.1:" + port;
    try (SparkGrid grid = SparkGrid.open(url, Map.of())) {
      assertThatThrownBy(grid::session)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("No Spark master answers at '" + url + "'")
          .hasMessageContaining("refused")
          .hasMessageContaining("local[*]");
    }
  }

  @Test
  void anySecondMasterOfAListMayAnswer() throws IOException {
    try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Master master = new Master("spark://no-such-host.invalid:1,127.0.0.1:" + open.getLocalPort());
      master.probe();
      assertThat(master.isOnThisMachine()).isFalse();
    }
  }

  @Test
  void oneJvmRunsSparkOnOneMaster() {
    SharedSpark.session();
    try (SparkGrid other = SparkGrid.open("local[1]", Map.of())) {
      assertThatThrownBy(other::session)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("'local[2]'")
          .hasMessageContaining("'local[1]'");
    }
  }

  @Test
  void theUsersSettingsWinAndJavaOptionsAreAdded() {
    SparkConf conf =
        Settings.of(
            new Master("local[2]"),
            Map.of("spark.ui.enabled", "true", "spark.executor.extraJavaOptions", "-Da=b"));
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("true");
    assertThat(conf.get("spark.executor.extraJavaOptions"))
        .isEqualTo("-Da=b --add-modules jdk.incubator.vector -Duser.timezone=UTC");
    assertThat(conf.get("spark.executorEnv.OMP_NUM_THREADS")).isEqualTo("1");
  }

  @Test
  void aClusterIsNotStartedWithoutTheCodeToSendThere() {
    assertThatThrownBy(() -> Settings.of(new Master("spark://far.example:7077"), Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("spark://far.example:7077")
        .hasMessageContaining("scripts/submit");
    assertThat(
            Settings.of(
                    new Master("spark://far.example:7077"), Map.of("spark.jars", "finagent.jar"))
                .contains("spark.driver.host"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.4.1 2.12.17", "4.0.0 2.13.16", "3.5.7 2.13.8"})
  void aSparkThatDoesNotFitIsRefused(String versions) {
    String[] parts = versions.split(" ", 2);
    Site site = new Site(parts[0], parts[1], 17, true);
    assertThatThrownBy(site::check)
        .hasMessageContaining(parts[0])
        .hasMessageContaining(parts[1])
        .hasMessageContaining("scripts/spark-home");
  }

  @Test
  void aJavaThatDoesNotFitIsRefused() {
    assertThatThrownBy(new Site("3.5.7", "2.12.18", 21, true)::check)
        .hasMessageContaining("Java 21")
        .hasMessageContaining("JDK 17");
    assertThatThrownBy(new Site("3.5.7", "2.12.18", 17, false)::check)
        .hasMessageContaining("--add-opens");
  }
}
