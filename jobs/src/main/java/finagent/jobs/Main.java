package finagent.jobs;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line: {@code finagent COMMAND}. Exit code 0 only where all that was asked is done.
 */
@Command(
    name = "finagent",
    description = "Batch and compute grid for quantitative research on Spark and Delta Lake.",
    mixinStandardHelpOptions = true,
    version = "finagent " + Main.VERSION,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  /** Version of the code, kept with every run. */
  public static final String VERSION = "0.1.0";

  /** Exit code where a command failed; wrong usage is 2. */
  static final int FAILED = 1;

  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          IngestCommand.class,
          AgentsCommand.class,
          PlanCommand.class,
          RunCommand.class,
          SweepCommand.class,
          SubmitCommand.class,
          BatchesCommand.class,
          RunsCommand.class,
          CompareCommand.class,
          SqlCommand.class,
          StatusCommand.class,
          WarehouseCommand.class,
          ReplayCommand.class,
          StressCommand.class,
          VarCommand.class,
          MonteCarloCommand.class,
          ReplayPathCommand.class,
          ReshuffleCommand.class,
          CalibrateCommand.class,
          CloneCommand.class,
          TrainCommand.class,
          PoliciesCommand.class,
          NightlyCommand.class,
          AirflowDagCommand.class,
          EvaluateCommand.class,
          AuditCommand.class,
          DoctorCommand.class);

  public static void main(String[] args) {
    System.exit(run(args, writer(System.out), writer(System.err)));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Runs a command and answers its exit code. */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    CommandLine line = line(args.length == 0 ? "" : args[0]);
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          err.println("finagent: " + Words.of(e));
          if (System.getenv("FINAGENT_TRACE") != null) {
            e.printStackTrace(err);
          }
          return FAILED;
        });
    try {
      return args.length == 0 ? usage(line, out) : line.execute(args);
    } catch (Error e) { // picocli lets errors through: no memory, a library that cannot be loaded
      err.println("finagent: " + Words.of(e));
      return FAILED;
    }
  }

  /** With the command that is asked for alone, since to describe all of them takes a while. */
  private static CommandLine line(String wanted) {
    CommandLine line = new CommandLine(new Main());
    List<Class<?>> named = COMMANDS.stream().filter(type -> name(type).equals(wanted)).toList();
    (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
    return line;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  private static int usage(CommandLine line, PrintWriter out) {
    line.usage(out);
    return CommandLine.ExitCode.USAGE;
  }
}
