package finagent.planner.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  @Property(tries = 60)
  void aResolvedStrategyReadsBackAsItself(@ForAll("strategies") String yaml) {
    StrategySpec spec = Specs.parse(yaml);
    StrategySpec again = Specs.parse(spec.resolved());
    assertThat(again.resolved()).isEqualTo(spec.resolved());
    assertThat(again).isEqualTo(spec);
    assertThat(Specs.dag(spec.resolved()).tasks()).isEqualTo(Specs.dag(yaml).tasks());
  }

  @Property(tries = 60)
  void anyNameReadsBack(@ForAll("texts") String name) {
    StrategySpec spec =
        Specs.parse(
            "name: n%s\nalphas: {mom: momentum}\nportfolio: equal-weight\ndescription: %s\n"
                .formatted(name.hashCode(), YamlText.quoted(name)));
    assertThat(spec.description()).isEqualTo(name);
    assertThat(Specs.parse(spec.resolved())).isEqualTo(spec);
  }

  @Property(tries = 100)
  void aFractionReadsBackToTheLastBit(@ForAll("fractions") double fraction) {
    StrategySpec spec =
        Specs.parse(Specs.SMALL + "schedule: {band: %s%%}\n".formatted(fraction * 100));
    StrategySpec again = Specs.parse(spec.resolved());
    assertThat(Double.parseDouble(again.value("schedule.band")))
        .isEqualTo(Double.parseDouble(spec.value("schedule.band")))
        .isBetween(0.0, 1.0);
  }

  @Test
  void theLongFormReadsBack() {
    StrategySpec spec =
        Specs.parse(
            """
            name: long
            tasks:
              - {name: mom, agent: momentum, params: {lookback: 126d, mode: time-series}}
              - {name: both, agent: combine, inputs: {score.a: mom, score.b: "mom:score"}, params: {weights: [a=0.5, b=0.5]}}
              - {name: target, agent: equal-weight, inputs: {score: both}}
            plugins: [{jar: my agents.jar, classes: [my.One, my.Two]}]
            vary: {schedule.rebalance: [weekly, month-end]}
            """);
    assertThat(Specs.parse(spec.resolved())).isEqualTo(spec);
    assertThat(spec.tasks()).hasSize(3);
    assertThat(spec.plugins())
        .containsExactly(new StrategySpec.Plugin("my agents.jar", List.of("my.One", "my.Two")));
  }

  @Test
  void twoWaysToWriteAValueResolveToOneText() {
    assertThat(Specs.parse(Specs.SMALL + "capital: 10e6\nschedule: {band: 0.20%}\n").resolved())
        .isEqualTo(
            Specs.parse(Specs.SMALL + "schedule:\n  band: 20bps\ncapital: \"10000000.0\"\n")
                .resolved());
  }

  @Test
  void everyDefaultIsWrittenOut() {
    assertThat(Specs.parse(Specs.SMALL).resolved())
        .isEqualTo(
            """
            name: small
            data: {set: none, pin: latest}
            universe: {index: none, asOf: true, instruments: [], where: none, onExit: sell}
            period: {from: first, to: last, holdout: none, warmup: auto}
            schedule: {signal: daily, rebalance: daily, tranches: 1, band: 0%}
            fill: {at: next-open, sizing: notional, patience: 0d, maxAdv: none, maxLeverage: none, dividends: cash}
            costs: {preset: us-large, commission: 0%, perShare: 0.0035, minimum: 0.35, halfSpread: 2bps, impact: 1, borrow: 30bps, cash: tbill-25bps, margin: tbill+1%}
            formation: {every: 6mo, window: 252d, within: sector, pairs: [], test: engle-granger, fdr: 5%, top: 20}
            controls: {draws: 500, seed: 1}
            capital: 1000000
            currency: USD
            calendar: XNYS
            benchmark: none
            keep: [equity, trades, positions, attribution]
            alphas:
              mom: {agent: momentum, lookback: 252d, skip: 21d, mode: cross-sectional}
            combine: {mom: 1.0}
            portfolio: {agent: equal-weight, side: long-short}
            """);
  }

  @Provide
  Arbitrary<Double> fractions() {
    return Arbitraries.doubles().between(0, 0.999).ofScale(12);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars(' ', ':', '#', '\'', '"', '\\', '{', ',', '-', '~', '\n', '\t', 'é', '中')
        .alpha()
        .numeric()
        .withCharRange('\u0001', '\u00ff')
        .withCharRange('\u2010', '\u2030')
        .ofMaxLength(24);
  }

  @Provide
  Arbitrary<String> strategies() {
    Arbitrary<String> alpha =
        Arbitraries.of(
            "momentum",
            "{agent: momentum, lookback: 126d, mode: time-series}",
            "{agent: mean-reversion, window: 7d, enter: .5, post: [zscore]}",
            "{agent: ma-cross, fast: 10d, post: [{agent: winsorize, share: 1.5%}, rank]}");
    Arbitrary<String> portfolio =
        Arbitraries.of("equal-weight", "{agent: rank-long-short, long: 3.3%, weight: inverse-vol}");
    Arbitrary<List<String>> rest =
        Arbitraries.of(
                "data: {set: 'my set', pin: 7}",
                "universe: {instruments: [A, BRK.B], where: 'price > 5 and adv20 >= 2.5e6'}",
                "period: {from: 2006-01-01, to: 2017-11-10, holdout: 2016-01-01, warmup: 300d}",
                "capital: 12345678.9",
                "schedule: {rebalance: weekly, band: 7.5bps, tranches: 4}",
                "fill: {at: close, maxLeverage: 2, patience: 3d}",
                "costs: {preset: retail, borrow: {missing: 55bps}, cash: 2%, margin: tbill+1.25%}",
                "risk: {limits: {gross: 150%, adv: 5%}, volTarget: {annual: 12%}}",
                "risk: {drawdownGuard: {limit: 15%}}",
                "formation: {every: 2y, pairs: [A/B], within: list}",
                "controls: {draws: 0}",
                "keep: []",
                "benchmark: none",
                "vary: {alphas.a0.lookback: [126d, 252d]}")
            .list()
            .ofMaxSize(6)
            .uniqueElements(line -> line.substring(0, line.indexOf(':')));
    return Combinators.combine(
            alpha.list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.doubles().between(-3, 3).ofScale(3).list().ofSize(3),
            portfolio,
            rest)
        .as(RoundTripTest::written);
  }

  private static String written(
      List<String> alphas, List<Double> weights, String portfolio, List<String> rest) {
    List<String> lines = new ArrayList<>(List.of("name: generated", "alphas:"));
    List<String> combine = new ArrayList<>();
    for (int a = 0; a < alphas.size(); a++) {
      lines.add("  a%d: %s".formatted(a, alphas.get(a)));
      combine.add(String.format(Locale.ROOT, "a%d: %s", a, weights.get(a)));
    }
    lines.add("combine: {" + String.join(", ", combine) + "}");
    lines.add("portfolio: " + portfolio);
    lines.addAll(rest);
    return String.join("\n", lines) + "\n";
  }
}
