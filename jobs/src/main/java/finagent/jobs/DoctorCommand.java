package finagent.jobs;

import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import finagent.sandbox.program.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks whether everything a run needs is there, and says what to do where it is not. */
@Command(
    name = "doctor",
    description = "Check Java, memory, warehouse and, with --master, every executor.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final long ENOUGH_MEMORY = 1L << 30;

  @Mixin private Common common = new Common();

  /** One thing looked at. */
  record Check(String what, boolean well, String found) {}

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      List<Check> checks = new ArrayList<>(here());
      checks.add(warehouse());
      if (!common.master().equals(Grids.HERE)) {
        checks.add(grid(common.master()));
      }
      console.answer(checks);
      for (Check check : checks) {
        console.say("%s %-10s %s", check.well() ? "ok " : "BAD", check.what(), check.found());
      }
      boolean well = checks.stream().allMatch(Check::well);
      console.say(well ? "all is well" : "not all is well; see BAD above");
      return well ? 0 : Main.FAILED;
    }
  }

  private static List<Check> here() {
    int java = Runtime.version().feature();
    long memory = Runtime.getRuntime().maxMemory();
    String threads = System.getenv("OMP_NUM_THREADS");
    return List.of(
        new Check(
            "java",
            java == 17,
            java == 17
                ? Runtime.version().toString()
                : "%d; Spark 3.5 needs 17: set JAVA_HOME".formatted(java)),
        new Check(
            "memory",
            memory >= ENOUGH_MEMORY,
            "%d MB heap at most; FINAGENT_MEMORY=4g sets it".formatted(memory >> 20)),
        new Check(
            "threads",
            "1".equals(threads),
            "1".equals(threads)
                ? "OMP_NUM_THREADS=1, %d cores"
                    .formatted(Runtime.getRuntime().availableProcessors())
                : "OMP_NUM_THREADS is %s; set it to 1".formatted(threads)));
  }

  private Check warehouse() {
    try {
      return new Check("warehouse", true, common.warehouse().requireWritable().place());
    } catch (RuntimeException e) {
      return new Check("warehouse", false, Words.of(e));
    }
  }

  /** The same small backtest-like work here and on the grid must have the same bits. */
  private static Check grid(String master) {
    Panel panel =
        SyntheticMarket.of(
            new SyntheticMarket.Config(
                8, 64, java.time.LocalDate.of(2020, 1, 2), 1, SyntheticMarket.Kind.STANDARD));
    Shared shared = new Shared(panel, Interpreter.noFeatures(panel));
    List<ShardRange> ranges = new ShardRange(0, 16).split(16);
    List<Long> there = new ArrayList<>();
    try (Grid grid = Grids.open(master, List.of())) {
      grid.byShard(shared, ranges, DoctorCommand::fold, (range, bits) -> there.add(bits));
      List<Long> mine = ranges.stream().map(range -> fold(shared, range)).toList();
      return new Check(
          "grid",
          there.equals(mine),
          "%s, %d slots: %s"
              .formatted(
                  grid.name(),
                  grid.slots(),
                  there.equals(mine) ? "same bits as here" : "OTHER BITS than here"));
    } catch (RuntimeException e) {
      return new Check(
          "grid", false, Words.of(e).lines().findFirst().orElse("").toLowerCase(Locale.ROOT));
    }
  }

  private static Long fold(Shared shared, ShardRange range) {
    double[] close = shared.panel().bars().column("close");
    double sum = 0;
    for (int c = (int) range.from(); c < close.length; c += (int) range.to()) {
      sum += Double.isNaN(close[c]) ? 0 : Math.sqrt(close[c]);
    }
    return Double.doubleToRawLongBits(sum);
  }
}
