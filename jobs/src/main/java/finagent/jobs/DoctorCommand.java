package finagent.jobs;

import finagent.jobs.doctor.Examination;
import finagent.jobs.doctor.Finding;
import finagent.jobs.grid.SparkGrid;
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

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      String master = common.master();
      List<Finding> findings = new ArrayList<>(here());
      findings.add(warehouse());
      if (!master.equals(Grids.HERE)) {
        findings.addAll(grid(master));
      }
      console.answer(findings);
      print(console, findings);
      boolean well = findings.stream().allMatch(Finding::well);
      console.say(well ? "all is well" : "not all is well; see BAD above");
      return well ? 0 : Main.FAILED;
    }
  }

  private static void print(Console console, List<Finding> findings) {
    String where = "here";
    for (Finding finding : findings) {
      if (!finding.where().equals(where)) {
        where = finding.where();
        console.say("%s", where);
      }
      console.say("%s %-10s %s", finding.well() ? "ok " : "BAD", finding.what(), finding.found());
    }
  }

  private static List<Finding> here() {
    int java = Runtime.version().feature();
    long memory = Runtime.getRuntime().maxMemory();
    String threads = System.getenv("OMP_NUM_THREADS");
    return List.of(
        Finding.here(
            "java",
            java == 17,
            java == 17
                ? Runtime.version().toString()
                : String.format(Locale.ROOT, "%d; Spark 3.5 needs 17: set JAVA_HOME", java)),
        Finding.here(
            "memory",
            memory >= ENOUGH_MEMORY,
            String.format(
                Locale.ROOT, "%d MB heap at most; FINAGENT_MEMORY=4g sets it", memory >> 20)),
        Finding.here(
            "threads",
            "1".equals(threads),
            "1".equals(threads)
                ? String.format(
                    Locale.ROOT,
                    "OMP_NUM_THREADS=1, %d cores",
                    Runtime.getRuntime().availableProcessors())
                : "OMP_NUM_THREADS is %s; set it to 1".formatted(threads)));
  }

  private Finding warehouse() {
    try {
      return Finding.here("warehouse", true, common.warehouse().requireWritable().place());
    } catch (RuntimeException e) {
      return Finding.here("warehouse", false, Words.of(e));
    }
  }

  private List<Finding> grid(String master) {
    List<Finding> findings = new ArrayList<>();
    try (Grid grid = Grids.open(master, List.of())) {
      findings.add(bits(grid));
      if (grid instanceof SparkGrid spark) {
        findings.addAll(Examination.of(spark.session(), common.warehouse().place()));
      }
    } catch (RuntimeException e) {
      findings.add(Finding.here("grid", false, why(e)));
    }
    return findings;
  }

  /** The same small work here and on the grid must have the same bits. */
  private static Finding bits(Grid grid) {
    Panel panel =
        SyntheticMarket.of(
            new SyntheticMarket.Config(
                8, 64, java.time.LocalDate.of(2020, 1, 2), 1, SyntheticMarket.Kind.STANDARD));
    Shared shared = new Shared(panel, Interpreter.noFeatures(panel));
    List<ShardRange> ranges = new ShardRange(0, 16).split(16);
    List<Long> there = new ArrayList<>();
    grid.byShard(shared, ranges, DoctorCommand::fold, (range, bits) -> there.add(bits));
    boolean same = there.equals(ranges.stream().map(range -> fold(shared, range)).toList());
    return Finding.here(
        "grid",
        same,
        String.format(
            Locale.ROOT,
            "%s, %d slots: %s",
            grid.name(),
            grid.slots(),
            same ? "same bits as here" : "OTHER BITS than here"));
  }

  private static Long fold(Shared shared, ShardRange range) {
    double[] close = shared.panel().bars().column("close");
    double sum = 0;
    for (int c = (int) range.from(); c < close.length; c += (int) range.to()) {
      sum += Double.isNaN(close[c]) ? 0 : Math.sqrt(close[c]);
    }
    return Double.doubleToRawLongBits(sum);
  }

  /** The reason in one line, with what to do where Spark's own words do not say it. */
  private static String why(RuntimeException e) {
    String words = Words.of(e).lines().findFirst().orElse("no reason given");
    if (words.contains("UnsupportedClassVersionError")) {
      return words + "; an executor runs an older Java: set spark.executorEnv.JAVA_HOME";
    }
    return words.contains("InvalidClassException")
        ? words + "; the workers run another Spark or another version of this program"
        : words;
  }
}
