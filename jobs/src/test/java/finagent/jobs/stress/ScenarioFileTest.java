package finagent.jobs.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import finagent.planner.spec.YamlMap;
import finagent.sandbox.scenario.Scenario;
import finagent.sandbox.scenario.Scenarios;
import finagent.sandbox.scenario.Shocks;
import finagent.sandbox.scenario.Window;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
  private static List<Scenario> read(String yaml) {
    return ScenarioFile.scenarios(YamlMap.parse("own.yaml", yaml));
  }

  @Test
  void aListOfShocksIsAScenario() {
    List<Scenario> found =
        read(
            """
            oil-shock:
              from: 2020-03-02
              sessions: 30
              shocks:
                - {kind: move, move: -15%, to: 5, sectors: {energy: -40%}}
                - {kind: volatility, multiple: 2.5}
            """);
    assertThat(found)
        .containsExactly(
            new Scenario(
                "oil-shock",
                Window.from(LocalDate.of(2020, 3, 2), 30),
                List.of(
                    Shocks.of("move", 30, Map.of("move", -0.15, "to", 5.0, "sector:energy", -0.4)),
                    Shocks.of("volatility", 30, Map.of("multiple", 2.5)))));
  }

  @Test
  void aShippedScenarioIsChangedInPart() {
    Scenario worse = read("worse: {like: market-crash, with: {move: -30%, spread: 4}}").get(0);
    Scenario same = Scenarios.last("market-crash", Map.of("move", -0.3, "spread", 4.0));
    assertThat(worse).isEqualTo(new Scenario("worse", same.window(), same.shocks()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: {sesions: 3} | own.yaml:1:5: a.sesions: unknown key; there are sessions, from, shocks."
            + " Did you mean 'sessions'?",
        "a: {sessions: 3} | a.shocks: names none",
        "a: {sessions: 2.5, shocks: []} | a.sessions: must be a whole number",
        "a: {sessions: 3, shocks: [{kind: mov, move: 1}]} | a.shocks[0].kind: no shock 'mov'",
        "a: {sessions: 3, shocks: [{kind: move, mov: 1}]} | Did you mean 'move'?",
        "a: {sessions: 3, shocks: [{kind: move, move: big}]} | invalid number 'big'",
        "a: {sessions: 3, shocks: [{kind: volatility, multiple: -1}]} | must be > 0",
        "a: {sessions: 3, shocks: [{kind: move, move: -10%, to: 9}]} | needs 9 sessions",
        "a: {like: market-crahs} | Did you mean 'market-crash'?",
        "a: {like: bear, with: {mov: -1}} | a.with.mov: unknown key",
        "a: {like: bear, from: 'soon'} | a.from: invalid date 'soon'",
        "A b: {like: bear} | a scenario's name is of a-z",
        "a: 3 | must be a map",
        "a: {like: bear}\\na: {like: bull} | duplicate key 'a'",
      })
  void whatIsWrongIsSaidWithItsPlace(String yaml, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(yaml.replace("\\n", "\n")))
        .withMessageContaining("own.yaml:")
        .withMessageContaining(message);
  }
}
