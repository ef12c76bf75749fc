package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a run and its last words say of all its strategies. */
class RunPageTest {
  private static final int STRATEGIES = 13;

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void market() throws IOException {
    cli = new Cli(folder);
    cli.ingest("euro", Cli.market(4, 60, 1), "--currency", "EUR");
  }

  private String strategy(int fast, String fill) throws IOException {
    return cli.written(
        "s%02d.yaml".formatted(fast),
        """
        name: s%02d
        data: {set: euro}
        currency: EUR
        fill: {at: %s}
        alphas: {cross: {agent: ma-cross, fast: %dd, slow: 20d}}
        portfolio: equal-weight
        controls: {draws: 0}
        keep: [equity]
        """
            .formatted(fast, fill, fast));
  }

  private String page() throws IOException {
    return Files.readString(cli.place("page.html"));
  }

  private static long count(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  @Test
  void everyStrategyHasItsLineTheFillRuleAndItsCurrency() throws IOException {
    List<String> args = new ArrayList<>(List.of("run"));
    for (int s = 1; s <= STRATEGIES; s++) {
      args.add(strategy(s, "close"));
    }
    Cli.Said said = cli.ok(args.toArray(String[]::new));
    assertThat(said.out())
        .contains("from the first decision on; orders filled at close, costs in EUR:");
    String page = page();
    String summary = page.substring(page.indexOf("Results, net"), page.indexOf("</table>"));
    assertThat(count("<tr><th scope=\"row\">", summary)).isEqualTo(STRATEGIES);
    assertThat(summary).contains("<a href=\"#s11\">s12</a>", "<th scope=\"row\">s13</th>");
    assertThat(count("<section class=\"strategy\"", page)).isEqualTo(12);
    assertThat(page)
        .contains("Charts follow for the first 12 of 13 strategies")
        .contains("<dt>orders filled at</dt><dd>close</dd>", "<dt>currency</dt><dd>EUR</dd>")
        .contains("\u00a0EUR")
        .doesNotContain("USD");
  }

  @Test
  void strategiesThatDifferInTheirFillsAreToldApart() throws IOException {
    String[] args = {"run", strategy(1, "close"), strategy(2, "next-open")};
    assertThat(cli.ok(args).out()).contains("orders filled at close or next-open, costs in EUR:");
    assertThat(page()).contains("<dt>orders filled at</dt><dd>close or next-open</dd>");
    JsonNode strategies = cli.json(args).get("strategies");
    assertThat(strategies.get("s01").get("fill").asText()).isEqualTo("close");
    assertThat(strategies.get("s02").get("fill").asText()).isEqualTo("next-open");
    assertThat(strategies.get("s02").get("currency").asText()).isEqualTo("EUR");
  }
}
