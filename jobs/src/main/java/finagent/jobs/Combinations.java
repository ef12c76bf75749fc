package finagent.jobs;

import finagent.agents.KernelCheck;
import finagent.agents.Pools;
import finagent.planner.spec.SpecCompiler;
import finagent.planner.spec.StrategySpec;
import finagent.planner.spec.Variants.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a file varies: the combinations that are strategies, and those that cannot be.
 *
 * @param refused why, in the order of the file
 */
record Combinations(List<StrategySpec> specs, List<Refused> refused) {
  private static final int TOLD = 5;

  Combinations {
    specs = List.copyOf(specs);
    refused = List.copyOf(refused);
  }

  /** A combination that is no strategy. */
  record Refused(String combination, String reason) {}

  static Combinations all(List<StrategySpec> specs) {
    return new Combinations(specs, List.of());
  }

  /**
   * Tries every combination.
   *
   * @throws IllegalArgumentException why the first is refused, if all are
   */
  static Combinations of(
      List<Variant> variants, Function<Variant, StrategySpec> read, Pools pools) {
    KernelCheck kernels = new KernelCheck(pools);
    List<StrategySpec> specs = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    @Nullable IllegalArgumentException first = null;
    for (Variant variant : variants) {
      try {
        StrategySpec spec = read.apply(variant);
        kernels.check(SpecCompiler.dag(spec, pools));
        specs.add(spec);
      } catch (IllegalArgumentException e) {
        first = first == null ? e : first;
        refused.add(new Refused(variant.label(), String.valueOf(e.getMessage())));
      }
    }
    if (specs.isEmpty() && first != null) {
      throw first;
    }
    return new Combinations(specs, refused);
  }

  /** The refused ones in a sentence; empty if there are none. */
  Optional<String> told() {
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    String first =
        refused.stream()
            .limit(TOLD)
            .map(one -> one.combination() + ": " + one.reason())
            .collect(Collectors.joining("; "));
    int left = refused.size() - TOLD;
    return Optional.of(
        "%d of %d combinations are not possible and are left out: %s%s"
            .formatted(
                refused.size(),
                refused.size() + specs.size(),
                first,
                left > 0 ? "; and %d more".formatted(left) : ""));
  }
}
