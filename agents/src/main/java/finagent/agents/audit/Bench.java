package finagent.agents.audit;

import finagent.agents.Compiler;
import finagent.agents.ComputingAgent;
import finagent.agents.Pools;
import finagent.planner.Card;
import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Planned;
import finagent.planner.Memory;
import finagent.planner.Planner;
import finagent.planner.Shape;
import finagent.planner.StrategyDag;
import finagent.planner.Task;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts a single agent to work: feeds each of its ports from a shipped agent of the right kind, with
 * short horizons so that a short market tries it many times, and a book behind it where it can move
 * one.
 */
public final class Bench {
  private static final String SUBJECT = "subject";
  private static final Map<String, String> SHORT =
      Map.of("lookback", "20", "skip", "2", "window", "15", "fast", "5", "slow", "12");

  private final Pools pools;
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private String subjectKey = "";

  private Bench(Pools pools) {
    this.pools = pools;
  }

  /** Findings about one agent; only the agent's own outputs are judged. */
  public static List<Finding> audit(
      Pools pools, ComputingAgent agent, Panel panel, long seed, int trials) {
    Bench bench = new Bench(pools);
    Program program = bench.program(agent.card());
    String subject = bench.subjectKey;
    return Audit.of(program, pools.kernels(), panel, seed, trials).stream()
        .filter(finding -> finding.subject().equals(subject))
        .map(
            finding ->
                new Finding(
                    finding.check(), agent.card().name(), finding.passed(), finding.detail()))
        .toList();
  }

  private Program program(Card card) {
    boolean inLoop = card.shape() == Shape.IN_LOOP;
    add(SUBJECT, card, Map.of());
    if (inLoop) {
      book(new Task.Ref(SUBJECT, card.firstOutput().name()));
    }
    ExecutionPlan plan =
        Planner.plan(
            List.of(StrategyDag.of("audit", tasks.values(), pools)),
            pools,
            task -> Digest.of("audit").build(),
            Memory.empty(),
            task -> 0);
    if (inLoop) {
      subjectKey = "book of audit";
      return Compiler.books(plan, pools, plan.books().values(), Set.of());
    }
    Planned planned =
        plan.tasks().stream()
            .filter(task -> task.task().id().equals(SUBJECT))
            .findFirst()
            .orElseThrow();
    subjectKey = planned.key().hex();
    return Compiler.columns(plan, pools, List.of(planned.key()));
  }

  private void book(Task.Ref weights) {
    Card card = pools.agent("backtest").card();
    Map<String, Task.Ref> inputs = new TreeMap<>();
    inputs.put("weights", weights);
    for (Card.Port port : card.inputs()) {
      if (!port.name().equals("weights") && !port.many() && !port.optional()) {
        inputs.put(port.name(), source(port.type()));
      }
    }
    tasks.put("book", Task.of("book", "backtest", params(card), inputs));
  }

  private void add(String id, Card card, Map<String, Task.Ref> given) {
    Map<String, Task.Ref> inputs = new TreeMap<>(given);
    for (Card.Port port : card.inputs()) {
      if (!port.optional() && !inputs.containsKey(port.name())) {
        inputs.put(port.many() ? port.name() + ".a" : port.name(), source(port.type()));
      }
    }
    tasks.put(id, Task.of(id, card.name(), params(card), inputs));
  }

  /** A task that makes values of a type, added on first use. */
  private Task.Ref source(String type) {
    String agent =
        switch (type) {
          case "bars" -> "bars";
          case "series" -> "returns";
          case "volume", "vol" -> "liquidity";
          case "mask" -> "universe";
          case "score" -> "momentum";
          case "weights" -> "equal-weight";
          case "pairs", "groups" -> "pairs";
          default ->
              throw new IllegalArgumentException(
                  "No shipped agent makes '%s' for an audit to feed it".formatted(type));
        };
    Card card = pools.agent(agent).card();
    String id = "feed." + agent;
    if (!tasks.containsKey(id)) {
      add(id, card, Map.of());
    }
    return new Task.Ref(
        id,
        card.outputs().stream()
            .filter(port -> port.type().equals(type))
            .findFirst()
            .orElseThrow()
            .name());
  }

  private static Map<String, String> params(Card card) {
    Map<String, String> params = new TreeMap<>();
    for (Card.Param param : card.params()) {
      params.put(param.name(), value(param));
    }
    return params;
  }

  private static String value(Card.Param param) {
    String brief = SHORT.get(param.name());
    if (brief != null && param.unit() == Card.Unit.SESSIONS) {
      return brief;
    }
    return Optional.ofNullable(param.fallback())
        .orElseGet(
            () ->
                switch (param.unit()) {
                  case SESSIONS -> "10";
                  case CALENDAR -> "1";
                  case FRACTION -> "0.1";
                  case MONEY -> "1000000.0";
                  case COUNT -> "3";
                  case NUMBER -> "1.0";
                  case FLAG -> "true";
                  case CHOICE -> param.choices().get(0);
                  case LIST -> param.name().equals("weights") ? "a=1.0" : "";
                  case TEXT -> "";
                });
  }

  /** Names of agents that have arithmetic to audit. */
  public static List<ComputingAgent> subjects(Pools pools) {
    List<ComputingAgent> subjects = new ArrayList<>();
    for (Card card : pools.cards()) {
      if (pools.agent(card.name()) instanceof ComputingAgent agent) {
        subjects.add(agent);
      }
    }
    return subjects;
  }
}
