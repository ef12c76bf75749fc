package finagent.planner.spec;

import static finagent.planner.spec.Specs.SMALL;
import static finagent.planner.spec.Specs.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused in the shape of a file: missing parts, parts that do not fit, later features. */
class ShapeRefusalTest {
  @Test
  void aStrategyHasAName() {
    assertRefused(
        "alphas: {mom: momentum}\nportfolio: equal-weight\n",
        "specification:1:1: name: is missing; it has no default");
    assertRefused(
        "name: ' '\nalphas: {mom: momentum}\nportfolio: equal-weight\n",
        "specification:1:7: name: is blank; give the strategy a name of its own");
  }

  @Test
  void aStrategyHasAlphasAndAPortfolio() {
    assertRefused(
        "name: x\nportfolio: equal-weight\n",
        "specification:1:1: alphas: is missing; a strategy needs alphas and a portfolio, or a list"
            + " of tasks");
    assertRefused(
        "name: x\nalphas: {mom: momentum}\n",
        "specification:1:1: portfolio: is missing; a strategy needs alphas and a portfolio, or a"
            + " list of tasks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.1", "a=1", "'a,b'", "1", "a b"})
  void anAlphaNameCannotBreakIdsOrWeights(String name) {
    assertRefused(
        "name: x\nalphas:\n  %s: momentum\nportfolio: equal-weight\n".formatted(name),
        "specification:3:3: alphas: '%s' is no name; start with a letter and go on with letters,"
                .formatted(name.replace("'", ""))
            + " digits, - and _");
  }

  @Test
  void severalAlphasAreWeighed() {
    assertRefused(
        """
        name: x
        alphas: {mom: momentum, rev: mean-reversion}
        portfolio: equal-weight
        """,
        "specification:1:1: combine: is missing; with several alphas say how they are weighed,"
            + " e.g. {mom: 0.5, ..}");
  }

  @Test
  void combineWeighsEveryAlphaAndNoOther() {
    String alphas =
        """
        name: x
        alphas: {mom: momentum, rev: mean-reversion}
        portfolio: equal-weight
        """;
    assertRefused(
        alphas + "combine: {mom: 0.7}\n",
        "specification:4:10: combine: says nothing of alpha 'rev'");
    assertRefused(
        alphas + "combine: {mom: 0.7, ref: 0.3}\n",
        "specification:4:21: combine.ref: no alpha has this name; there are [mom, rev]. Did you"
            + " mean 'rev'?");
  }

  @Test
  void anUnknownRiskSectionIsRefused() {
    assertRefused(
        SMALL + "risk: {volTarget: {annual: 10%}, limit: {gross: 100%}}\n",
        "specification:4:34: risk.limit: is not offered; there are [volTarget, limits,"
            + " drawdownGuard]. Did you mean 'limits'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "features    | write your signal as an agent of your own (plugins)",
        "label       | write your model as an agent of your own (plugins)",
        "inputs      | write an agent of your own that holds the signal (plugins)",
        "walkForward | run one file per period"
      })
  void aLaterFeatureIsRefusedByName(String key, String instead) {
    assertRefused(
        SMALL + key + ": {}\n",
        "specification:4:1: %s: is not offered yet; instead %s".formatted(key, instead));
  }

  @Test
  void aLaterFeatureOfASectionIsRefusedByName() {
    assertRefused(
        SMALL + "risk: {hedge: {with: SPY, beta: 0}}\n",
        "specification:4:8: risk.hedge: is not offered yet; instead hedge with a short position of"
            + " your own");
    assertRefused(
        SMALL + "universe: {sector: Energy}\n",
        "specification:4:12: universe.sector: is not offered yet; instead list the instruments");
  }

  @Test
  void aFileIsInTheShortFormOrInTheLongOne() {
    assertRefused(
        SMALL + "tasks: [{name: a, agent: momentum}]\n",
        "specification:2:1: alphas: stands beside tasks; write it as tasks, or write no tasks");
  }

  @Test
  void aTaskOfTheLongFormIsWholeAndKnowsItsKeys() {
    assertRefused(
        "name: x\ntasks: [{agent: momentum}]\n",
        "specification:2:9: name: is missing; it has no default");
    assertRefused(
        "name: x\ntasks: [{name: a, agent: momentum, input: {}}]\n",
        "specification:2:36: tasks.input: unknown key; there are name, agent, inputs, params. Did"
            + " you mean 'inputs'?");
  }

  @Test
  void aVariationIsAMap() {
    assertRefused(
        SMALL + "vary: fast\n",
        "specification:4:7: vary: needs a map, e.g. {key: value}, not the text 'fast'");
  }
}
