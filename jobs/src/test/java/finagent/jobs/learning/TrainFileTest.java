package finagent.jobs.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.rl.env.JudgedMarket;
import finagent.rl.env.TradingWorld;
import finagent.rl.judging.Baseline;
import finagent.sandbox.ledger.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainFileTest {
  @TempDir Path folder;

  private TrainFile read(String text) throws IOException {
    return TrainFile.read(Files.writeString(folder.resolve("file.yaml"), text));
  }

  private TradingWorld.Rules rules(String line) throws IOException {
    String text =
        """
        algorithm: td3
        market:
          data: some
          symbols: [A]
          from: 2015-01-02
          to: 2016-01-04
          %s
        """;
    return read(text.formatted(line)).market().orElseThrow().rules();
  }

  @Test
  void shortsAreAllowedOrNotAndNothingElse() throws IOException {
    assertThat(rules("long-only: true").longOnly()).isTrue();
    assertThat(rules("long-only: false").longOnly()).isFalse();
    assertThat(rules("gross: 1").longOnly()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "True", "on", "ture"})
  void aWordForNeitherIsRefused(String word) {
    assertThatThrownBy(() -> rules("long-only: " + word))
        .hasMessageContaining("file.yaml:7")
        .hasMessageContaining("must be true or false, not '%s'".formatted(word));
  }

  /** Each bar twice its return: what is not equity is borrowed, at no cost here. */
  @Test
  void aGrossLimitAboveOneIsHeld() throws IOException {
    TradingWorld market = new JudgedMarket(400, 0.003, 0.01, 0.1).world(1, 0, 50);
    double[] close = market.panel().bars().column("close");
    double twice = 1;
    for (int t = 1; t < close.length; t++) {
      twice *= 1 + 2 * (close[t] / close[t - 1] - 1);
    }
    assertThat(held(market, rules("gross: 2"))).isCloseTo(twice - 1, within(1e-6));
    double once = close[399] / close[0] - 1;
    assertThat(held(market, rules("gross: 1"))).isCloseTo(once, within(1e-9));
    assertThat(once).isGreaterThan(0.2);
    assertThat(rules("gross: 1").account()).isEqualTo(Account.plain(1e6));
    assertThat(rules("gross: 0.5").account()).isEqualTo(Account.plain(1e6));
  }

  private static double held(TradingWorld market, TradingWorld.Rules rules) {
    TradingWorld world =
        new TradingWorld(
            market.panel(), market.features(), market.scaler(), market.from(), market.to(), rules);
    return Baseline.EQUAL_WEIGHT.walk(world, world, 1).total();
  }

  @ParameterizedTest
  @CsvSource({
    "batch: 100, Invalid batch: 100 samples (must be a multiple of 64)",
    "hidden: 96, Invalid hidden: 96 units (must be a multiple of 64 up to 4096)",
    "memory-alpha: 1.5, Invalid alpha: 1.5 (must be 0 to 1)",
    "memory-beta: 2, Invalid beta: 2.0 (must be 0 to 1)",
  })
  void sizesThatCannotBeAreFoundInTheFile(String setting, String told) {
    String text = "algorithm: td3\nenvironment: pendulum\nsettings: {%s}\n";
    assertThatThrownBy(() -> read(text.formatted(setting)))
        .hasMessageContaining("file.yaml:3")
        .hasMessageContaining(told);
  }
}
