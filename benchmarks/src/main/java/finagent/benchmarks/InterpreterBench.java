package finagent.benchmarks;

import finagent.agents.Pools;
import finagent.planner.Card;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Interpreter;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wants;
import finagent.sandbox.program.Wire;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Three steps (momentum, mean reversion, their combination) over 50 instruments x 2,520 days: by
 * the interpreter, and by calls of the same kernels wired by hand. The score is milliseconds a
 * pass.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
public class InterpreterBench {
  private final Pools pools = Pools.shipped();
  private Panel panel = market();
  private Program program = program();

  private static Panel market() {
    return SyntheticMarket.of(
        new SyntheticMarket.Config(
            50, 2520, LocalDate.of(2008, 1, 2), 1, SyntheticMarket.Kind.STANDARD));
  }

  private Program program() {
    List<Wire> close = List.of(Wire.market("close"));
    return new Program(
        List.of(
            new Step("a", "momentum", params("momentum", Map.of()), close, 1),
            new Step("b", "mean-reversion", params("mean-reversion", Map.of()), close, 1),
            new Step(
                "c",
                "combine",
                params("combine", Map.of("weights", "a=0.7,b=0.3")),
                List.of(Wire.step(0, 0), Wire.step(1, 0)),
                1)),
        List.of());
  }

  private Params params(String agent, Map<String, String> given) {
    Map<String, String> values = new TreeMap<>();
    for (Card.Param param : pools.agent(agent).card().params()) {
      if (param.fallback() != null) {
        values.put(param.name(), param.fallback());
      }
    }
    values.putAll(given);
    return Params.of(values);
  }

  /** A fresh market and program for each fork. */
  @Setup
  public void make() {
    panel = market();
    program = program();
    if (interpreted() != byHand()) {
      throw new IllegalStateException("The two ways differ");
    }
  }

  /** By the interpreter. */
  @Benchmark
  public double interpreted() {
    Interpreter interpreter =
        Interpreter.open(
            program,
            pools.kernels(),
            panel,
            Interpreter.noFeatures(panel),
            Wants.everything(program));
    int bars = panel.time().size();
    double last = 0;
    while (interpreter.nextBar() < bars) {
      int first = interpreter.nextBar();
      int rows = Math.min(interpreter.maxRows(), bars - first);
      interpreter.run(rows);
      last = interpreter.values(Wire.step(2, 0))[(rows - 1) * panel.width()];
    }
    return last;
  }

  /** By hand, block by block of the same size. */
  @Benchmark
  public double byHand() {
    int width = panel.width();
    int rows = 256;
    Layout layout = Layout.of(panel);
    double[] close = panel.bars().column("close");
    double[][] out = new double[3][rows * width];
    Kernel[] kernels = program.steps().stream().map(pools.kernels()::create).toArray(Kernel[]::new);
    finagent.sandbox.program.State[] states = new finagent.sandbox.program.State[3];
    Block[] blocks = new Block[3];
    for (int s = 0; s < 3; s++) {
      states[s] = kernels[s].open(layout);
      blocks[s] = new Block(panel.time(), width, s < 2 ? 1 : 2, 1);
      blocks[s].output(0, out[s], 0);
    }
    blocks[2].input(0, out[0], 0);
    blocks[2].input(1, out[1], 0);
    double last = 0;
    for (int first = 0; first < panel.time().size(); first += rows) {
      int some = Math.min(rows, panel.time().size() - first);
      blocks[0].input(0, close, first * width);
      blocks[1].input(0, close, first * width);
      for (int s = 0; s < 3; s++) {
        blocks[s].span(first, some);
        if (kernels[s] instanceof ColumnKernel column) {
          column.run(states[s], blocks[s]);
        } else {
          ((RowKernel) kernels[s]).run(states[s], layout, blocks[s]);
        }
      }
      last = out[2][(some - 1) * width];
    }
    return last;
  }
}
