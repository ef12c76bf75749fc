package finagent.planner.spec;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import finagent.planner.StrategyDag;
import finagent.planner.TestCatalogue;
import java.util.List;

/** Small strategy files for tests. */
final class Specs {
  /** Three lines, to which a test adds its own from line 4 on. */
  static final String SMALL =
      """
      name: small
      alphas: {mom: momentum}
      portfolio: equal-weight
      """;

  private Specs() {}

  static SpecReader reader() {
    return new SpecReader(TestCatalogue.cards(), List.of());
  }

  static StrategySpec parse(String yaml) {
    return reader().parse(yaml);
  }

  static StrategyDag dag(String yaml) {
    return SpecCompiler.dag(parse(yaml), TestCatalogue.cards());
  }

  /** That a text is refused with exactly this message. */
  static void assertRefused(String yaml, String message) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> parse(yaml))
        .withMessage(message);
  }
}
