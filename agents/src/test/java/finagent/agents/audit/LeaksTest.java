package finagent.agents.audit;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.agents.Pools;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import finagent.sandbox.random.Philox;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class LeaksTest {
  private static final int TRIALS = 4;

  /** Everything about a planted agent that the audit could be tuned to. */
  record Draw(String name, String param, String type, int horizon, long seed) {
    Planted agent(Kind kind, boolean honest) {
      return new Planted(name, kind, honest, type, param, horizon);
    }

    List<Finding> audit(Kind kind, boolean honest) {
      Planted agent = agent(kind, honest);
      Pools pools = Pools.shipped().with(List.of(agent));
      return Bench.audit(pools, agent, market(seed), seed, TRIALS);
    }
  }

  @Provide
  Arbitrary<Draw> draws() {
    Arbitrary<String> words =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(3).ofMaxLength(12);
    return Combinators.combine(
            words.map(word -> "my-" + word),
            words,
            Arbitraries.of("series", "score", "vol", "volume", "weights"),
            Arbitraries.integers().between(1, 20),
            Arbitraries.longs())
        .as(Draw::new);
  }

  @Property(tries = 28, shrinking = ShrinkingMode.OFF)
  void aPlantedLeakIsCaught(@ForAll("draws") Draw draw, @ForAll Kind kind) {
    List<Finding> findings = draw.audit(kind, false);
    assertThat(findings).allMatch(finding -> finding.subject().equals(draw.name()));
    assertThat(findings).as("%s", findings).anyMatch(finding -> !finding.passed());
  }

  @Property(tries = 28, shrinking = ShrinkingMode.OFF)
  void itsHonestTwinPasses(@ForAll("draws") Draw draw, @ForAll Kind kind) {
    assertThat(draw.audit(kind, true)).hasSizeGreaterThanOrEqualTo(4).allMatch(Finding::passed);
  }

  /** A market with figures that are published some bars after the bar they are about. */
  static Panel market(long seed) {
    Panel panel =
        SyntheticMarket.of(
            new SyntheticMarket.Config(
                12, 160, LocalDate.of(2015, 1, 2), seed, SyntheticMarket.Kind.STANDARD));
    Philox random = Philox.of(seed, "figures");
    int width = panel.width();
    double[] figure = new double[panel.time().size() * width];
    double[] known = new double[figure.length];
    Arrays.fill(figure, Double.NaN);
    Arrays.fill(known, Double.NaN);
    for (int c = 0; c < figure.length; c++) {
      if (random.uniform(0, c, 0, 0) < 0.1) {
        figure[c] = random.normal(0, c, 0, 1);
        known[c] = c / width + 1 + random.below(30, 0, c, 0, 2);
      }
    }
    Map<String, double[]> columns = new LinkedHashMap<>(panel.bars().columns());
    columns.put("figure", figure);
    columns.put("known:figure", known);
    Map<String, String> sectors = new TreeMap<>();
    for (int i = 0; i < width; i++) {
      sectors.put(panel.instruments().id(i), panel.sectors().get(panel.sector(i)));
    }
    return Panel.of(
        panel.source(),
        Frame.of(panel.time(), panel.instruments(), columns),
        panel.actions(),
        sectors,
        panel.perSession(),
        panel.warnings());
  }
}
