package finagent.planner;

import finagent.planner.spec.SpecCompiler;
import finagent.planner.spec.SpecReader;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Strategies and plans for tests. */
final class Plans {
  /** The content of the one market all tests read. */
  static final Digest ROWS = Digest.of("rows").build();

  private Plans() {}

  /** A strategy of fourteen tasks on one momentum. */
  static StrategyDag momentum(String name, String... lines) {
    return dag(
        "name: %s\ndata: {set: demo}\nalphas: {mom: momentum}\nportfolio: rank-long-short\n%s\n"
            .formatted(name, String.join("\n", lines)),
        TestCatalogue.cards());
  }

  static StrategyDag dag(String yaml, Catalogue catalogue) {
    return SpecCompiler.dag(new SpecReader(catalogue, List.of()).parse(yaml), catalogue);
  }

  /** Strategies that share all up to their portfolio. */
  static List<StrategyDag> many(int strategies) {
    return IntStream.range(0, strategies)
        .mapToObj(
            s ->
                dag(
                    ("name: s%03d\ndata: {set: demo}\nalphas: {mom: momentum}\n"
                            + "portfolio: {agent: rank-long-short, long: %dbps}\n")
                        .formatted(s, s + 1),
                    TestCatalogue.cards()))
        .toList();
  }

  static ExecutionPlan plan(StrategyDag... dags) {
    return plan(Memory.empty(), dags);
  }

  static ExecutionPlan plan(Memory memory, StrategyDag... dags) {
    return Planner.plan(
        Arrays.asList(dags), TestCatalogue.cards(), source -> ROWS, memory, task -> 1);
  }

  /** A memory that holds these keys and no others. */
  static Memory holding(Digest... keys) {
    Set<Digest> held = Set.of(keys);
    return asked -> Set.copyOf(asked.stream().filter(held::contains).toList());
  }

  static ExecutionPlan.Planned task(ExecutionPlan plan, String id) {
    return plan.tasks().stream().filter(t -> t.task().id().equals(id)).findFirst().orElseThrow();
  }
}
