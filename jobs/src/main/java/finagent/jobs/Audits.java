package finagent.jobs;

import finagent.planner.Card;
import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Planned;
import finagent.planner.Memory;
import finagent.planner.Planner;
import finagent.planner.spec.SpecCompiler;
import finagent.rl.training.LearntPolicy;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an audit works on: a made market, long enough, and strategies planned without any data. */
final class Audits {
  /** Bars that a single agent needs, its horizons scaled down. */
  static final int SESSIONS = 160;

  private static final int INSTRUMENTS = 12;

  private Audits() {}

  static Panel market(int sessions, long seed) {
    return SyntheticMarket.of(
        new SyntheticMarket.Config(
            INSTRUMENTS, sessions, LocalDate.of(2015, 1, 2), seed, SyntheticMarket.Kind.STANDARD));
  }

  /** The same with room for instruments of given names, which policies trade. */
  static Panel market(int sessions, long seed, Collection<String> wanted) {
    Panel made =
        SyntheticMarket.of(
            new SyntheticMarket.Config(
                INSTRUMENTS + wanted.size(),
                sessions,
                LocalDate.of(2015, 1, 2),
                seed,
                SyntheticMarket.Kind.STANDARD));
    List<String> ids = new ArrayList<>(new TreeSet<>(wanted));
    for (String id : made.instruments().ids()) {
      if (ids.size() < made.width() && !ids.contains(id)) {
        ids.add(id);
      }
    }
    return wanted.isEmpty() ? made : named(made, ids);
  }

  private static Panel named(Panel panel, List<String> ids) {
    Map<String, String> sectors = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      sectors.put(ids.get(i), panel.sectors().get(panel.sector(i)));
    }
    List<Actions.Action> actions = new ArrayList<>();
    for (int k = 0; k < panel.actions().size(); k++) {
      Actions.Action a = panel.actions().at(k);
      String id = ids.get(a.instrument());
      actions.add(new Actions.Action(a.bar(), a.instrument(), id, a.kind(), a.amount()));
    }
    return Panel.of(
        panel.source(),
        Frame.of(panel.time(), InstrumentAxis.of(ids), panel.bars().columns()),
        Actions.of(actions),
        sectors,
        panel.perSession(),
        panel.warnings());
  }

  static ExecutionPlan plan(Strategies strategies) {
    return Planner.plan(
        strategies.specs().stream()
            .map(spec -> SpecCompiler.dag(spec, strategies.pools()))
            .toList(),
        strategies.pools(),
        task -> Digest.of("audit").build(),
        Memory.empty(),
        task -> 0);
  }

  /**
   * The policies strategies trade by, by agent, each once.
   *
   * @param shelf where they are
   */
  static Map<String, Map<String, LearntPolicy>> policies(ExecutionPlan plan, PolicyShelf shelf) {
    Map<String, Map<String, LearntPolicy>> found = new TreeMap<>();
    List<String> agents = shelf.agents().stream().map(agent -> agent.card().name()).toList();
    for (Planned task : plan.tasks()) {
      if (agents.contains(task.task().agent())) {
        String id = task.task().params().getOrDefault("policy", "");
        found
            .computeIfAbsent(task.task().agent(), agent -> new TreeMap<>())
            .put(id, shelf.policy(id));
      }
    }
    return found;
  }

  /** The longest horizon of any task, sessions. */
  static int longest(ExecutionPlan plan, Strategies strategies) {
    double longest = 0;
    for (Planned task : plan.tasks()) {
      for (Card.Param param : strategies.pools().agent(task.task().agent()).card().params()) {
        if (param.unit() == Card.Unit.SESSIONS) {
          String value = task.task().params().getOrDefault(param.name(), "0");
          longest = Math.max(longest, Double.parseDouble(value));
        }
      }
    }
    return (int) longest;
  }
}
