package finagent.planner.spec;

import static finagent.planner.spec.Specs.SMALL;
import static finagent.planner.spec.Specs.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused in keys and values, with the whole message. */
class RefusalTest {
  @Test
  void anUnknownKeyIsRefusedWithTheNearestKnownOne() {
    assertRefused(
        SMALL + "capitol: 10e6\n",
        "specification:4:1: capitol: unknown key; there are name, description, alphas, combine,"
            + " portfolio, risk, plugins, tasks, vary, data, universe, period, schedule, fill,"
            + " costs, formation, controls, capital, currency, calendar, benchmark, keep."
            + " Did you mean 'capital'?");
  }

  @Test
  void anUnknownKeyOfASectionIsRefusedWithTheNearestKnownOne() {
    assertRefused(
        SMALL + "schedule:\n  rebalence: weekly\n",
        "specification:5:3: schedule.rebalence: unknown key; there are signal, rebalance,"
            + " tranches, band. Did you mean 'rebalance'?");
  }

  @Test
  void anUnknownAgentIsRefusedWithWhatItsPoolOffers() {
    assertRefused(
        """
        name: x
        alphas:
          mom: {agent: momentun}
        portfolio: equal-weight
        """,
        "specification:3:16: alphas.mom.agent: No agent offers 'momentun'. Alpha pool offers:"
            + " ma-cross, mean-reversion, momentum, pairs. Did you mean 'momentum'?");
  }

  @Test
  void anAgentOfAnotherPoolIsRefused() {
    assertRefused(
        """
        name: x
        alphas: {mom: {agent: momentum, post: [momentum]}}
        portfolio: equal-weight
        """,
        "specification:2:40: alphas.mom.post: 'momentum' is of the alpha pool. Post pool offers:"
            + " combine, neutralize-sector, rank, winsorize, zscore.");
  }

  @Test
  void anUnknownParameterIsRefused() {
    assertRefused(
        """
        name: x
        alphas: {mom: {agent: momentum, lokback: 20d}}
        portfolio: equal-weight
        """,
        "specification:2:33: alphas.mom.lokback: agent 'momentum' has no such parameter; it has"
            + " lookback, skip, mode. Did you mean 'lookback'?");
  }

  @Test
  void aParameterWithoutADefaultMustBeGiven() {
    assertRefused(
        """
        name: x
        tasks:
          - {name: all, agent: combine}
        """,
        "specification:3:5: tasks.all.params.weights: is missing and has no default (weight of"
            + " each score, name=number)");
  }

  @Test
  void aNumberOutOfRangeIsRefusedWithItsRange() {
    assertRefused(
        """
        name: x
        alphas: {mom: {agent: momentum, lookback: 9999d}}
        portfolio: equal-weight
        """,
        "specification:2:43: alphas.mom.lookback: 9999d is out of range: lookback must be between"
            + " 1d and 2520d");
  }

  @Test
  void aBareNumberOfSessionsIsRefusedWithBothReadings() {
    assertRefused(
        """
        name: x
        alphas: {mom: {agent: momentum, lookback: 252}}
        portfolio: equal-weight
        """,
        "specification:2:43: alphas.mom.lookback: '252' has no unit: 252d is sessions, 252mo is"
            + " calendar months; lookback counts sessions, so write 252d");
  }

  @Test
  void aBareFractionIsRefusedWithBothReadings() {
    assertRefused(
        SMALL + "schedule: {band: 20}\n",
        "specification:4:18: schedule.band: '20' has no unit: 20% is 0.20, 20bps is 0.0020; write"
            + " the one you mean");
  }

  @Test
  void aBareCalendarTimeIsRefusedWithBothReadings() {
    assertRefused(
        SMALL + "formation: {every: 6}\n",
        "specification:4:20: formation.every: '6' has no unit: 6mo is months, 6y is years; write"
            + " the one you mean");
  }

  @Test
  void aWrongUnitIsRefused() {
    assertRefused(
        SMALL + "schedule: {band: 20d}\n",
        "specification:4:18: schedule.band: '20d' is sessions, but band needs a fraction, e.g. 10%"
            + " or 20bps");
    assertRefused(
        SMALL + "fill: {patience: 2w}\n",
        "specification:4:18: fill.patience: '2w' is in 'w', which is no unit here (d, mo, y, %,"
            + " bps), but patience needs a number of sessions, e.g. 252d");
  }

  @Test
  void halfASessionIsRefused() {
    assertRefused(
        SMALL + "fill: {patience: 2.5d}\n",
        "specification:4:18: fill.patience: '2.5d' is not whole; patience needs a number of"
            + " sessions, e.g. 252d");
  }

  @Test
  void nullIsRefused() {
    assertRefused(
        SMALL + "capital: ~\n",
        "specification:4:10: capital: needs an amount of money, e.g. 10e6, not null");
    assertRefused(
        SMALL + "universe:\n",
        "specification:4:10: universe: needs a map, e.g. {key: value}, not null");
    assertRefused(
        SMALL + "benchmark: NULL\n", "specification:4:12: benchmark: needs a text, not null");
  }

  @Test
  void aWrongTypeIsRefused() {
    assertRefused(
        SMALL + "capital: [1]\n",
        "specification:4:10: capital: needs an amount of money, e.g. 10e6, not a list");
    assertRefused(
        SMALL + "capital: {a: 1}\n",
        "specification:4:10: capital: needs an amount of money, e.g. 10e6, not a map");
    assertRefused(
        SMALL + "capital: plenty\n",
        "specification:4:10: capital: 'plenty' is not an amount of money, e.g. 10e6");
    assertRefused(
        SMALL + "keep: equity\n",
        "specification:4:7: keep: needs a list, e.g. [A, B], not the text 'equity'");
  }

  @Test
  void aWordThatIsNoChoiceIsRefusedWithTheChoices() {
    assertRefused(
        SMALL + "schedule: {rebalance: montly}\n",
        "specification:4:23: schedule.rebalance: 'montly' is not one of daily, weekly,"
            + " month-end.");
    assertRefused(
        SMALL + "schedule: {rebalance: weakly}\n",
        "specification:4:23: schedule.rebalance: 'weakly' is not one of daily, weekly, month-end."
            + " Did you mean 'weekly'?");
  }

  @Test
  void capitalMustBeThere() {
    assertRefused(
        SMALL + "capital: 0\n",
        "specification:4:10: capital: 0 is out of range: capital must be between 1 and"
            + " 1000000000000000");
    assertRefused(
        SMALL + "capital: -10e6\n",
        "specification:4:10: capital: -10e6 is out of range: capital must be between 1 and"
            + " 1000000000000000");
  }

  @Test
  void aDayThatIsNotInTheCalendarIsRefused() {
    assertRefused(
        SMALL + "period: {from: 2017-02-30}\n",
        "specification:4:16: period.from: '2017-02-30' is no date; write year-month-day, e.g."
            + " 2006-01-31");
  }

  @Test
  void aConditionThatIsNoComparisonIsRefused() {
    String offer =
        " is no comparison. Compare price, volume, adv20, dollars20 with a number by >, >=, <, <="
            + " and join by 'and', e.g. price > 5 and adv20 > 5e6";
    assertRefused(
        SMALL + "universe: {where: \"price > 5 or 1\"}\n",
        "specification:4:19: universe.where: 'price > 5 or 1'" + offer);
    assertRefused(
        SMALL + "universe: {where: \"beta > 5\"}\n",
        "specification:4:19: universe.where: 'beta > 5'" + offer);
    assertRefused(
        SMALL + "universe: {where: \"price < 1e999\"}\n",
        "specification:4:19: universe.where: 'price < 1e999'" + offer);
  }

  @Test
  void aListNamesEachWordOnce() {
    assertRefused(
        SMALL + "universe: {instruments: [A, B, A]}\n",
        "specification:4:32: universe.instruments: 'A' is there twice; name it once");
  }

  @Test
  void ratesArePlainOrOverTheBill() {
    assertRefused(
        SMALL + "costs: {cash: tbill25bps}\n",
        "specification:4:15: costs.cash: 'tbill25bps' is no rate; write tbill, tbill-25bps,"
            + " tbill+1% or a fixed 5%");
  }

  @Test
  void aCapOnVolumeIsGivenOnce() {
    assertRefused(
        SMALL + "fill: {maxAdv: 2%}\nrisk: {limits: {adv: 5%}}\n",
        "specification:5:22: risk.limits.adv: is the same cap as fill.maxAdv, which is given, too;"
            + " keep one of them");
  }

  @Test
  void aFormationThatNoAlphaReadsIsRefusedInAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.yaml"), SMALL + "formation: {every: 1y}\n");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> Specs.reader().read(file, List.of()))
        .withMessage(
            file
                + ":4:1: formation: no alpha reads it; it is for agents that form groups, e.g."
                + " pairs (in a list of tasks write these as params of the task)");
    StrategySpec resolved = Specs.parse(SMALL);
    Files.writeString(file, resolved.resolved());
    assertThat(Specs.reader().read(file, List.of())).as("its defaults").isEqualTo(resolved);
  }
}
