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
import java.util.Objects;
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
  private static final int HORIZONS_IN_MARKET = 8;

  /** What lets agents act on a short market that would rarely do so by default. */
  private static final Map<String, String> EAGER = Map.of("fdr", "1.0", "every", "1");

  /** Types of which an agent is fed some values only. */
  private static final List<String> HOLED =
      List.of("series", "score", "mask", "volume", "vol", "weights");

  private final Pools pools;
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private String subject = "";
  private String subjectKey = "";

  private final int longest;
  private final Map<String, String> told;

  private Bench(Pools pools, int bars, Map<String, String> told) {
    this.told = told;
    this.pools = pools.with(HOLED.stream().map(Holes::new).toList());
    this.longest = Math.max(1, bars / HORIZONS_IN_MARKET);
  }

  /**
   * Findings about one agent; only the agent's own outputs are judged. The market and what the
   * agent reads are given holes, and horizons in sessions are scaled down alike until the longest
   * fits eight times.
   *
   * @param pools holds the agent and those that feed it
   * @param trials cuts, futures and orders tried per check
   */
  public static List<Finding> audit(
      Pools pools, ComputingAgent agent, Panel panel, long seed, int trials) {
    return audit(pools, agent, Map.of(), panel, seed, trials);
  }

  /**
   * The same of an agent that needs to be told something.
   *
   * @param told its parameters, by name; the rest as above
   */
  public static List<Finding> audit(
      Pools pools,
      ComputingAgent agent,
      Map<String, String> told,
      Panel panel,
      long seed,
      int trials) {
    Bench bench = new Bench(pools, panel.time().size(), told);
    Program program = bench.program(agent.card());
    String key = bench.subjectKey;
    Panel hard = new Worlds(panel, seed).hard();
    return Audit.of(program, bench.pools.kernels(), hard, seed, trials).stream()
        .filter(finding -> finding.subject().equals(key))
        .map(finding -> finding.about(agent.card().name()))
        .toList();
  }

  private Program program(Card card) {
    subject = card.name();
    boolean inLoop = card.shape() == Shape.IN_LOOP;
    add(SUBJECT, card, Map.of());
    Task own = Objects.requireNonNull(tasks.get(SUBJECT));
    Map<String, String> params = new TreeMap<>(own.params());
    params.putAll(told);
    tasks.put(SUBJECT, Task.of(SUBJECT, own.agent(), params, own.inputs()));
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
      if (!port.name().equals("weights") && !port.optional()) {
        inputs.put(port.many() ? port.name() + ".a" : port.name(), source(port.type()));
      }
    }
    tasks.put("book", Task.of("book", "backtest", params(card), inputs));
  }

  private void add(String id, Card card, Map<String, Task.Ref> given) {
    Map<String, Task.Ref> inputs = new TreeMap<>(given);
    for (Card.Port port : card.inputs()) {
      if (!port.optional() && !inputs.containsKey(port.name())) {
        Task.Ref source = source(port.type());
        inputs.put(
            port.many() ? port.name() + ".a" : port.name(),
            id.equals(SUBJECT) && HOLED.contains(port.type())
                ? holed(port.type(), source)
                : source);
      }
    }
    tasks.put(id, Task.of(id, card.name(), params(card), inputs));
  }

  private Task.Ref holed(String type, Task.Ref source) {
    String id = "holes." + type;
    tasks.put(id, Task.of(id, Holes.name(type), Map.of(), Map.of("in", source)));
    return new Task.Ref(id, "out");
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
          case "cost" -> "commission";
          default -> maker(type);
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

  private String maker(String type) {
    return pools.cards().stream()
        .filter(card -> card.outputs().stream().anyMatch(port -> port.type().equals(type)))
        .map(Card::name)
        .filter(name -> !name.equals(subject))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No agent makes '%s' for an audit of '%s' to feed it; add one that does"
                        .formatted(type, subject)));
  }

  private Map<String, String> params(Card card) {
    double horizon =
        card.params().stream()
            .filter(param -> param.unit() == Card.Unit.SESSIONS)
            .mapToDouble(Bench::sessions)
            .max()
            .orElse(0);
    double scale = horizon > longest ? longest / horizon : 1;
    Map<String, String> params = new TreeMap<>();
    for (Card.Param param : card.params()) {
      params.put(
          param.name(),
          param.unit() == Card.Unit.SESSIONS
              ? whole(param, sessions(param) * scale)
              : Optional.ofNullable(EAGER.getOrDefault(param.name(), param.fallback()))
                  .orElseGet(() -> given(param)));
    }
    return params;
  }

  private static double sessions(Card.Param param) {
    return Optional.ofNullable(param.fallback()).map(Double::valueOf).orElse(10.0);
  }

  private static String whole(Card.Param param, double value) {
    return Long.toString(Math.round(Math.max(param.min(), Math.min(param.max(), value))));
  }

  /** A value for a parameter that has no default. */
  private static String given(Card.Param param) {
    return switch (param.unit()) {
      case SESSIONS, COUNT -> whole(param, 3);
      case CALENDAR -> whole(param, 1);
      case FRACTION -> number(param, 0.1);
      case MONEY -> number(param, 1e6);
      case NUMBER -> number(param, 1);
      case FLAG -> "true";
      case CHOICE -> param.choices().get(0);
      case LIST -> param.name().equals("weights") ? "a=1.0" : "";
      case TEXT -> "";
    };
  }

  private static String number(Card.Param param, double value) {
    return Double.toString(Math.max(param.min(), Math.min(param.max(), value)));
  }

  /** The agents that have arithmetic to audit. */
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
