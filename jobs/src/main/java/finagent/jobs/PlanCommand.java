package finagent.jobs;

import finagent.planner.ExecutionPlan;
import finagent.planner.PlanSvg;
import finagent.planner.PlanText;
import finagent.planner.spec.StrategySpec;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import finagent.tables.results.DeltaMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a run would do, and does nothing. */
@Command(
    name = "plan",
    description = "Show what a run of these strategies would do, and do nothing.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE", description = "Strategy files (YAML).")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Override a value.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw the plan.")
  private @Nullable Path svg;

  @Option(names = "--resolved", description = "Print the files with every default filled in.")
  private boolean resolved;

  @Option(names = "--unseal", description = "As if holdout periods were opened.")
  private boolean unseal;

  @Override
  public Integer call() throws IOException {
    try (Console console = common.console();
        Strategies strategies = Strategies.read(files, sets)) {
      List<StrategySpec> specs = strategies.specs();
      if (resolved) {
        specs.forEach(spec -> console.say("%s", spec.resolved()));
        console.answer(specs.stream().map(StrategySpec::resolved).toList());
        return 0;
      }
      Warehouse warehouse = common.warehouse();
      Planning planning = new Planning(strategies.pools(), new DeltaMarket(warehouse), unseal);
      ExecutionPlan plan = planning.plan(specs, new DeltaMemory(warehouse));
      console.say("%s", PlanText.of(plan));
      console.answer(plan);
      Path drawing = svg;
      if (drawing != null) {
        Files.writeString(drawing, PlanSvg.of(plan));
        console.say("drawn: %s", drawing);
      }
      return 0;
    }
  }
}
