package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code finagent audit} of training files. */
class AuditTrainingTest {
  @TempDir static Path folder;
  static Cli cli;

  @BeforeAll
  static void markets() throws IOException {
    cli = new Cli(folder);
    Panel honest = SyntheticMarket.of(Cli.market(4, 300, 1));
    cli.ingest("honest", honest);
    cli.ingest("smooth", smoothed(honest));
    cli.ingest("merged", merged(smoothed(honest)));
  }

  /** Closes that are the mean of five days around them, as some vendors "clean" them. */
  private static Panel smoothed(Panel panel) {
    int width = panel.width();
    double[] close = panel.bars().column("close");
    double[] smooth = new double[close.length];
    Arrays.setAll(
        smooth,
        k -> {
          double sum = 0;
          int count = 0;
          for (int j = k - 2 * width; j <= k + 2 * width; j += width) {
            if (j >= 0 && j < close.length) {
              sum += close[j];
              count++;
            }
          }
          return sum / count;
        });
    Map<String, double[]> columns = new LinkedHashMap<>(panel.bars().columns());
    for (String name : List.of("open", "high", "low", "close")) {
      columns.put(name, smooth);
    }
    return with(panel, columns, Actions.none());
  }

  /** Every instrument has a reverse split of 1:20 half way through the window of the training. */
  private static Panel merged(Panel panel) {
    int width = panel.width();
    int bar = 190;
    Map<String, double[]> columns = new LinkedHashMap<>();
    panel
        .bars()
        .columns()
        .forEach(
            (name, values) -> {
              double times = name.equals("volume") ? 0.05 : 20;
              double[] split = values.clone();
              Arrays.setAll(split, k -> k < bar * width ? values[k] : times * values[k]);
              columns.put(name, split);
            });
    List<Actions.Action> splits = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      String id = panel.instruments().id(i);
      splits.add(new Actions.Action(bar, i, id, Actions.Kind.SPLIT, 0.05));
    }
    return with(panel, columns, Actions.of(splits));
  }

  private static Panel with(Panel panel, Map<String, double[]> bars, Actions actions) {
    Map<String, String> sectors = new TreeMap<>();
    for (int i = 0; i < panel.width(); i++) {
      sectors.put(panel.instruments().id(i), panel.sectors().get(panel.sector(i)));
    }
    return Panel.of(
        panel.source(),
        Frame.of(panel.time(), panel.instruments(), bars),
        actions,
        sectors,
        panel.perSession(),
        panel.warnings());
  }

  private static String training(String data) throws IOException {
    return cli.written(
        data + ".yaml",
        """
        title: %s
        algorithm: td3
        market:
          data: %s
          most-liquid: 3
          from: 2015-06-01
          to: 2016-01-29
          features: [return-1, return-5, volatility-10]
          episode: 60
        """
            .formatted(data, data));
  }

  private static JsonNode finding(JsonNode findings, String check, String subject) {
    for (JsonNode finding : findings) {
      if (finding.get("check").asText().equals(check)
          && finding.get("subject").asText().equals(subject)) {
        return finding;
      }
    }
    throw new AssertionError("no '%s' of '%s' in %s".formatted(check, subject, findings));
  }

  @Test
  void tomorrowsReturnAsAFeatureIsCaughtOnHonestData() throws IOException {
    JsonNode findings = cli.json("audit", training("honest"), "--trials", "3");
    assertThat(findings).hasSize(7);
    assertThat(Cli.texts(findings, "passed")).containsOnly("true");
    assertThat(finding(findings, "canary", "honest").get("detail").asText())
        .contains(
            "was caught: correlation with the next return 1.000; other where the market ends at");
    assertThat(finding(findings, "future", "honest/return-5").get("detail").asText())
        .isEqualTo("held in 6 comparisons");
  }

  @Test
  void pricesThatWereSmoothedOverTheDaysToComeAreALeak() throws IOException {
    Cli.Said said = cli.run("audit", training("smooth"), "--trials", "2", "--json");
    assertThat(said.code()).as(said.all()).isEqualTo(Main.FAILED);
    JsonNode leak = finding(said.json(), "tomorrow", "smooth/return-1");
    assertThat(leak.get("passed").asBoolean()).isFalse();
    assertThat(leak.get("detail").asText()).contains("at most 0.5 can be believed");
    assertThat(finding(said.json(), "future", "smooth/return-1").get("passed").asBoolean())
        .isTrue();
    assertThat(cli.run("audit", training("smooth"), "--trials", "2").out()).contains("LEAK");
  }

  @Test
  void reverseSplitsHideNoLeak() throws IOException {
    JsonNode findings = cli.run("audit", training("merged"), "--trials", "2", "--json").json();
    assertThat(finding(findings, "tomorrow", "merged/return-1").get("passed").asBoolean())
        .isFalse();
    assertThat(finding(findings, "canary", "merged").get("passed").asBoolean()).isTrue();
  }

  @Test
  void whatHasNoDataIsRefused() throws IOException {
    String control = cli.written("control.yaml", "algorithm: td3\nenvironment: pendulum\n");
    assertThat(cli.refused("audit", control)).contains("'pendulum', which has no data");
    assertThat(cli.refused("audit", training("honest"), "--set", "a=b"))
        .contains("--set changes strategy files; 'honest' is a training file");
  }
}
