package finagent.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.sandbox.ledger.Account;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scenarios from names and numbers, and what is refused. */
class ScenarioInputTest {
  private static final Account.Costs FREE = Account.Costs.none();

  @Test
  void shocksAreMadeFromNamesAndNumbers() {
    assertThat(Shocks.of("volatility", 10, Map.of("multiple", 3.0)))
        .isEqualTo(new Volatility(0, 10, 3));
    assertThat(Shocks.of("liquidity", 10, Map.of("spread", 5.0, "from", 2.0, "to", 4.0)))
        .isEqualTo(new Liquidity(2, 4, 5, 1, 1));
    assertThat(Shocks.of("rates", 10, Map.of("change", .02))).isEqualTo(new Rates(0, .02));
    assertThat(Shocks.of("jumps", 10, Map.of("deviation", .05)))
        .isEqualTo(new Jumps(0, 10, .05, 1, 1, 1));
    assertThat(Shocks.of("correlation", 10, Map.of("share", .7, "seed", 4.0)))
        .isEqualTo(new Correlation(0, 10, .7, 4));
    Map<String, Double> numbers = Map.of("move", -.06, "sector:Real Estate", -.1, "instead", 1.0);
    Move move = (Move) Shocks.of("move", 10, numbers);
    assertThat(move.bySector()).containsEntry("real estate", -.1);
    assertThat(move.basis()).isEqualTo(Move.Basis.INSTEAD);
    assertThatThrownBy(() -> Shocks.of("vol", 10, Map.of()))
        .hasMessage(
            "No shock 'vol'; there are [correlation, jumps, liquidity, move, rates, volatility]");
    assertThatThrownBy(() -> Shocks.of("rates", 10, Map.of("to", 3.0)))
        .hasMessage("Shock 'rates' has no 'to'; it has [from, change]");
    assertThatThrownBy(() -> Shocks.of("volatility", 10, Map.of("from", .5)))
        .hasMessageContaining("invalid from: 0.5");
  }

  @Test
  void namesParametersAndWindowsAreChecked() {
    assertThat(Scenarios.names()).hasSize(10);
    assertThatThrownBy(() -> Scenarios.last("crash", Map.of()))
        .hasMessageContaining("No scenario 'crash'; there are [bear, black-swan, bull,");
    assertThatThrownBy(() -> Scenarios.last("bear", Map.of("borrow", 2.0)))
        .hasMessage(
            "Scenario 'bear' has no parameter 'borrow'; it has [move, sessions, spread,"
                + " volatility]");
    assertThatThrownBy(() -> Scenarios.last("bear", Map.of("sessions", 2.5)))
        .hasMessageContaining("must be a whole number");
    assertThatThrownBy(() -> Scenarios.last("bear", Map.of("move", -1.0)))
        .hasMessageContaining("Invalid move: -1.0 (must be above -1");
    assertThatThrownBy(() -> Scenarios.last("bear", Map.of()).apply(Flat.panel(100), FREE))
        .hasMessageContaining("Scenario 'bear' needs 120 sessions, the market (100 bars")
        .hasMessageContaining("has 100");
    assertThatThrownBy(
            () ->
                Scenarios.from(LocalDate.of(2020, 1, 15), "high-volatility", Map.of())
                    .apply(Flat.panel(30), FREE))
        .hasMessageContaining("needs 60 sessions from 2020-01-15");
    assertThatThrownBy(
            () ->
                Scenarios.from(LocalDate.of(2019, 1, 1), "bear", Map.of())
                    .apply(Flat.panel(200), FREE))
        .hasMessageContaining("first bar of the market");
    assertThatThrownBy(() -> new Scenario("x", Window.last(3), List.of(new Volatility(0, 4, 2))))
        .hasMessageContaining("needs 4 sessions, its window has 3");
    assertThatThrownBy(() -> new Volatility(0, 4, 0))
        .hasMessageContaining("Invalid volatility: x0.0");
    assertThatThrownBy(() -> new Volatility(3, 3, 1)).hasMessageContaining("Invalid span");
  }
}
