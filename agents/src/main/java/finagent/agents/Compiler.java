package finagent.agents;

import finagent.planner.Card;
import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Planned;
import finagent.planner.Shape;
import finagent.planner.Task;
import finagent.sandbox.grid.Parts;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Params;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns planned tasks into a program: each task one step, wired by the keys of its inputs; books
 * with the accounts their cost and execution tasks describe. A pure function of the plan.
 */
public final class Compiler {
  private final Map<Digest, Planned> tasks = new HashMap<>();
  private final Pools pools;
  private final Set<Digest> features;
  private final Map<Digest, Integer> stepOf = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();

  private Compiler(ExecutionPlan plan, Pools pools, Set<Digest> features) {
    plan.tasks().forEach(task -> tasks.put(task.key(), task));
    this.pools = pools;
    this.features = features;
  }

  /**
   * A program of some books and all the steps they need.
   *
   * @param features keys of work whose outputs are read as columns and not computed again
   */
  public static Program books(
      ExecutionPlan plan, Pools pools, Collection<Digest> books, Set<Digest> features) {
    Compiler compiler = new Compiler(plan, pools, features);
    List<Book> compiled = new ArrayList<>();
    for (Digest book : books) {
      compiled.add(compiler.book(compiler.planned(book)));
    }
    return new Program(compiler.steps, compiled);
  }

  /**
   * The program of the book a control stands beside, with the universe they share.
   *
   * @param features as for {@link #books}
   */
  public static Program control(
      ExecutionPlan plan, Pools pools, Planned control, Set<Digest> features) {
    Compiler compiler = new Compiler(plan, pools, features);
    Book book = compiler.book(compiler.planned(inputKey(control, "book")));
    boolean chooses = control.inputs().containsKey("mask");
    Book choosing = chooses ? book.choosingFrom(compiler.wire(control, "mask")) : book;
    return new Program(compiler.steps, List.of(choosing));
  }

  /** A program of some column tasks and what they need; step numbers are found by key. */
  public static Program columns(ExecutionPlan plan, Pools pools, Collection<Digest> columns) {
    Compiler compiler = new Compiler(plan, pools, Set.of());
    columns.forEach(compiler::step);
    return new Program(compiler.steps, List.of());
  }

  private Planned planned(Digest key) {
    Planned task = tasks.get(key);
    if (task == null) {
      throw new IllegalArgumentException("The plan has no task with key " + key.brief());
    }
    return task;
  }

  private int step(Digest key) {
    Integer known = stepOf.get(key);
    if (known != null) {
      return known;
    }
    Planned planned = planned(key);
    Agent agent = pools.agent(planned.task().agent());
    if (agent instanceof NamesInputs names) {
      names.check(planned.task());
    }
    Card card = agent.card();
    List<Wire> inputs = inputs(planned, card);
    steps.add(
        new Step(
            key.hex(),
            card.name(),
            new Params(planned.task().params()),
            inputs,
            card.outputs().size()));
    stepOf.put(key, steps.size() - 1);
    return steps.size() - 1;
  }

  private List<Wire> inputs(Planned planned, Card card) {
    List<Wire> inputs = new ArrayList<>();
    if (pools.agent(card.name()) instanceof ReadsBars reader) {
      reader.columns().forEach(column -> inputs.add(Wire.market(column)));
    }
    for (Card.Port port : card.inputs()) {
      if (port.type().equals("bars")) {
        continue;
      }
      for (String input : planned.inputs().keySet()) {
        if (input.equals(port.name()) || input.startsWith(port.name() + ".")) {
          inputs.add(wire(planned, input));
        }
      }
    }
    return inputs;
  }

  private Wire wire(Planned planned, String input) {
    Digest source = inputKey(planned, input);
    Card card = pools.agent(planned(source).task().agent()).card();
    String portName =
        Optional.ofNullable(planned.task().inputs().get(input)).map(Task.Ref::port).orElseThrow();
    int port = card.outputs().stream().map(Card.Port::name).toList().indexOf(portName);
    return features.contains(source)
        ? Wire.market(Parts.feature(source.hex(), port))
        : Wire.step(step(source), port);
  }

  private static Digest inputKey(Planned planned, String input) {
    Digest source = planned.inputs().get(input);
    if (source == null) {
      throw new IllegalArgumentException(
          "Task '%s' has no input '%s'; it has %s"
              .formatted(planned.id(), input, planned.inputs().keySet()));
    }
    return source;
  }

  private Book book(Planned book) {
    List<Step> inLoop = new ArrayList<>();
    Planned reader = book;
    String input = "weights";
    Planned source = planned(inputKey(reader, input));
    while (pools.agent(source.task().agent()).card().shape() == Shape.IN_LOOP) {
      inLoop.add(
          0,
          new Step(
              source.key().hex(),
              source.task().agent(),
              new Params(source.task().params()),
              observed(source),
              1));
      reader = source;
      if (!reader.inputs().containsKey(input)) {
        break;
      }
      source = planned(inputKey(reader, input));
    }
    Wire weights = reader.inputs().containsKey(input) ? wire(reader, input) : replaced(reader);
    @Nullable Wire groups = book.inputs().containsKey("groups") ? wire(book, "groups") : null;
    return new Book(
        book.key().hex(),
        book.strategies().first(),
        weights,
        groups,
        liquidity(book),
        inLoop,
        Accounts.of(book, this::planned),
        Accounts.firstDay(book),
        Accounts.kept(book));
  }

  /** What an in-loop agent sees beside weights and account. */
  private List<Wire> observed(Planned inLoop) {
    return inLoop.inputs().keySet().stream()
        .filter(name -> !name.equals("weights"))
        .map(name -> wire(inLoop, name))
        .toList();
  }

  /** An in-loop agent that reads no weights makes its own: what it is given it replaces. */
  private Wire replaced(Planned inLoop) {
    return observed(inLoop).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Task '%s' reads neither weights nor data; it has nothing to decide on"
                        .formatted(inLoop.id())));
  }

  private List<Wire> liquidity(Planned book) {
    return book.inputs().containsKey("adv")
        ? List.of(wire(book, "adv"), wire(book, "sigma"))
        : List.of();
  }
}
