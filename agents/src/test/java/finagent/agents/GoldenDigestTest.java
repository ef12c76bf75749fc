package finagent.agents;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.planner.Card;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.InLoopKernel;
import finagent.sandbox.program.InLoopKernel.Trade;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.Standing;
import finagent.sandbox.program.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An agent's output on a fixed input may change only together with its version: else results of
 * before and after would be remembered under one key.
 */
class GoldenDigestTest {
  private static final Map<String, String> UNIVERSE =
      Map.of("where", "price > 9 and volume > 0 and adv20 >= 500 and dollars20 < 5e4");
  private static final Map<String, String> HELD =
      Map.of("where", "price > 12", "onExit", "hold", "asOf", "false");
  private static final Map<String, String> LIMITS =
      Map.of("gross", "0.9", "net", "0.1", "name", "0.15", "sector", "0.5");

  /** Parameters by agent, where the defaults alone leave part of the arithmetic out. */
  private static final Map<String, List<Map<String, String>>> VARIANTS =
      Map.ofEntries(
          Map.entry("combine", List.of(Map.of("weights", "a=0.7,b=0.3"))),
          Map.entry("universe", List.of(Map.of(), UNIVERSE, HELD)),
          Map.entry("momentum", List.of(Map.of(), Map.of("mode", "time-series"))),
          Map.entry("mean-reversion", List.of(Map.of(), Map.of("enter", "1.0"))),
          Map.entry("pairs", List.of(Map.of(), Map.of("every", "1", "window", "30", "fdr", "1.0"))),
          Map.entry("equal-weight", List.of(Map.of(), Map.of("side", "long-only"))),
          Map.entry("inverse-vol", List.of(Map.of(), Map.of("side", "long-only"))),
          Map.entry("rank-long-short", List.of(Map.of(), Map.of("weight", "inverse-vol"))),
          Map.entry("per-pair", List.of(Map.of(), Map.of("legs", "one-by-one", "gross", "0.5"))),
          Map.entry("limits", List.of(Map.of(), LIMITS)));

  private static Stream<ComputingAgent> agents() {
    Pools pools = Pools.shipped();
    return pools.cards().stream()
        .map(card -> pools.agent(card.name()))
        .filter(ComputingAgent.class::isInstance)
        .map(ComputingAgent.class::cast);
  }

  @ParameterizedTest
  @MethodSource("agents")
  void anOutputChangesOnlyWithItsVersion(ComputingAgent agent) throws IOException {
    Card card = agent.card();
    assertThat(record(agent))
        .as("the output of '%s' changed: raise its version and record the new digest", card.name())
        .isEqualTo(recorded().get(card.name()));
  }

  @ParameterizedTest
  @MethodSource("agents")
  void theInputMakesTheAgentSpeak(ComputingAgent agent) {
    List<double[]> columns = run(agent);
    int outputs = agent.card().outputs().size();
    for (int p = 0; p < outputs; p++) {
      assertThat(Arrays.stream(columns.get(p)).filter(x -> Math.abs(x) > 0).count()).isPositive();
    }
    List<Integer> different = columns.stream().map(Arrays::hashCode).distinct().toList();
    assertThat(different).hasSizeGreaterThan(columns.size() / outputs - 1);
  }

  @Test
  void everyRecordIsOfAnAgent() throws IOException {
    assertThat(recorded().keySet())
        .containsExactlyInAnyOrderElementsOf(agents().map(a -> a.card().name()).toList());
  }

  private static String record(ComputingAgent agent) {
    return "%s %d %s".formatted(agent.card().name(), agent.card().version(), digest(run(agent)));
  }

  private static Map<String, String> recorded() throws IOException {
    Map<String, String> recorded = new TreeMap<>();
    InputStream table = GoldenDigestTest.class.getResourceAsStream("golden-digests.txt");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      lines.lines().forEach(line -> recorded.put(line.substring(0, line.indexOf(' ')), line));
    }
    return recorded;
  }

  private static String digest(List<double[]> columns) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (double[] column : columns) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * column.length);
        // Which NaN an operation yields is up to the processor; all of them mean "no value".
        Arrays.stream(column).forEach(x -> bytes.putLong(Double.doubleToLongBits(x)));
        sha.update(bytes.array());
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<double[]> run(ComputingAgent agent) {
    List<double[]> outputs = new ArrayList<>();
    VARIANTS
        .getOrDefault(agent.card().name(), List.of(Map.of()))
        .forEach(variant -> outputs.addAll(run(agent, variant)));
    return outputs;
  }

  private static List<double[]> run(ComputingAgent agent, Map<String, String> variant) {
    Kernel kernel = agent.create(params(agent.card(), variant));
    Layout layout = GoldenInput.layout();
    State state = kernel.open(layout);
    if (kernel instanceof InLoopKernel inLoop) {
      return decide(inLoop, state, layout);
    }
    List<double[]> inputs = GoldenInput.inputs(agent);
    List<double[]> outputs = new ArrayList<>();
    int size = agent.card().outputs().size();
    Block block = new Block(GoldenInput.time(), layout.width(), inputs.size(), size);
    block.span(0, GoldenInput.BARS);
    for (int p = 0; p < inputs.size(); p++) {
      block.input(p, inputs.get(p), 0);
    }
    for (int p = 0; p < size; p++) {
      outputs.add(new double[GoldenInput.BARS * layout.width()]);
      block.output(p, outputs.get(p), 0);
    }
    if (kernel instanceof ColumnKernel column) {
      column.run(state, block);
    } else {
      ((RowKernel) kernel).run(state, layout, block);
    }
    return outputs;
  }

  private static Params params(Card card, Map<String, String> variant) {
    Map<String, String> values = new TreeMap<>();
    for (Card.Param param : card.params()) {
      String fallback = param.fallback();
      if (fallback != null) {
        values.put(param.name(), fallback);
      }
    }
    values.putAll(variant);
    return Params.of(values);
  }

  private static List<double[]> decide(InLoopKernel kernel, State state, Layout layout) {
    double[] decisions = new double[GoldenInput.BARS * 2];
    for (int t = 0; t < GoldenInput.BARS; t++) {
      double[] target = new double[layout.width()];
      Arrays.fill(target, 0.05);
      Trade wanted = t % 5 == 0 ? Trade.BY_SCHEDULE : Trade.NONE;
      Trade trade =
          kernel.decide(state, layout, new Close(t, GoldenInput.equity(t)), target, wanted);
      decisions[2 * t] = target[0];
      decisions[2 * t + 1] = List.of(Trade.values()).indexOf(trade);
    }
    return List.of(decisions);
  }

  /** An account at a close, with nothing in it but cash. */
  record Close(int bar, double equity) implements Standing {
    @Override
    public double peak() {
      return 102.5;
    }

    @Override
    public double cash() {
      return equity;
    }

    @Override
    public double weight(int instrument) {
      return 0;
    }
  }
}
