package finagent.planner;

import static finagent.planner.Plans.ROWS;
import static finagent.planner.Plans.many;
import static finagent.planner.Plans.momentum;
import static finagent.planner.Plans.plan;
import static finagent.planner.Plans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import finagent.planner.ExecutionPlan.Fate;
import finagent.planner.ExecutionPlan.Layout;
import finagent.planner.ExecutionPlan.Planned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlannerTest {
  @Test
  void twoHundredStrategiesComputeTheirMomentumOnce() {
    ExecutionPlan plan = plan(many(200).toArray(StrategyDag[]::new));
    List<Planned> momenta =
        plan.tasks().stream().filter(t -> t.task().agent().equals("momentum")).toList();
    assertThat(momenta).hasSize(1);
    assertThat(momenta.get(0).strategies()).hasSize(200);
    assertThat(momenta.get(0).id()).isEqualTo("s000/alphas.mom");
    // bars, returns, liquidity, universe, momentum and five costs are shared; portfolio, book,
    // attribution and controls are each strategy's own.
    assertThat(plan.tasks()).hasSize(10 + 4 * 200);
    assertThat(plan.books()).hasSize(200);
    assertThat(Set.copyOf(plan.books().values())).hasSize(200);
  }

  @Test
  void planningAsksOncePerTaskHoweverManyStrategies() {
    for (int strategies : new int[] {1, 50, 200}) {
      AtomicInteger cards = new AtomicInteger();
      AtomicInteger fingerprints = new AtomicInteger();
      AtomicInteger estimates = new AtomicInteger();
      List<Integer> keysAsked = new ArrayList<>();
      Planner.plan(
          many(strategies),
          counting(cards),
          source -> {
            fingerprints.incrementAndGet();
            return ROWS;
          },
          keys -> {
            keysAsked.add(keys.size());
            return Set.of();
          },
          task -> estimates.incrementAndGet());
      assertThat(cards).hasValue(14 * strategies);
      assertThat(fingerprints).hasValue(1);
      assertThat(estimates).hasValue(10 + 4 * strategies);
      assertThat(keysAsked).containsExactly(3 * strategies);
    }
  }

  private static Catalogue counting(AtomicInteger asked) {
    Catalogue cards = TestCatalogue.cards();
    return new Catalogue() {
      @Override
      public Collection<Card> cards() {
        return cards.cards();
      }

      @Override
      public Optional<Card> card(String name) {
        asked.incrementAndGet();
        return cards.card(name);
      }
    };
  }

  @Test
  void stagesAreCutOnlyWhereTheLayoutChanges() {
    ExecutionPlan plan = plan(momentum("s"));
    assertThat(plan.stages())
        .extracting(ExecutionPlan.Stage::layout)
        .containsExactly(Layout.INSTRUMENTS, Layout.SHARDS);
    assertThat(plan.stages()).extracting(ExecutionPlan.Stage::number).containsExactly(1, 2);
    assertThat(ids(plan.stages().get(0)))
        .containsExactlyInAnyOrder("bars", "returns", "liquidity", "alphas.mom");
    assertThat(ids(plan.stages().get(1)))
        .containsExactlyInAnyOrder(
            "universe",
            "portfolio",
            "costs.commission",
            "costs.spread",
            "costs.impact",
            "costs.borrow",
            "costs.cash",
            "book",
            "attribution",
            "controls");
  }

  @Test
  void everyTaskComesAfterWhatItReads() {
    ExecutionPlan plan = plan(many(20).toArray(StrategyDag[]::new));
    List<Digest> done = new ArrayList<>();
    for (Planned task : plan.tasks()) {
      assertThat(done).containsAll(task.inputs().values());
      done.add(task.key());
    }
    assertThat(done).doesNotHaveDuplicates();
  }

  @Test
  void aKnownBookIsReusedAndWhatFeedsOnlyItIsSkipped() {
    Digest book = plan(momentum("s")).books().get("s");
    ExecutionPlan plan = plan(Plans.holding(book), momentum("s"));
    assertThat(task(plan, "book").fate()).isEqualTo(Fate.REUSED);
    assertThat(task(plan, "attribution").fate()).isEqualTo(Fate.TODO);
    assertThat(task(plan, "controls").fate()).isEqualTo(Fate.TODO);
    assertThat(plan.count(Fate.SKIPPED)).isEqualTo(11);
    assertThat(plan.criticalPath()).hasSize(1);
  }

  @Test
  void whatAnotherStrategyStillNeedsIsNotSkipped() {
    StrategyDag first = momentum("a");
    StrategyDag second = momentum("b", "capital: 5e6");
    Digest known = plan(first).books().get("a");
    ExecutionPlan plan = plan(Plans.holding(known), first, second);
    assertThat(task(plan, "alphas.mom").fate()).isEqualTo(Fate.TODO);
    assertThat(task(plan, "portfolio").fate()).isEqualTo(Fate.TODO);
    assertThat(plan.task(known).orElseThrow().fate()).isEqualTo(Fate.REUSED);
  }

  @Test
  void whereAllIsKnownNothingIsToDo() {
    ExecutionPlan plan = plan(Set::copyOf, momentum("s"));
    assertThat(plan.count(Fate.REUSED)).isEqualTo(3);
    assertThat(plan.count(Fate.SKIPPED)).isEqualTo(11);
    assertThat(plan.count(Fate.TODO)).isZero();
    assertThat(plan.criticalPath()).isEmpty();
  }

  @Test
  void aKeptTaskCanBeReused() {
    Catalogue cards = TestCatalogue.cards();
    List<Task> tasks =
        momentum("s").tasks().stream()
            .map(
                t ->
                    t.id().equals("alphas.mom")
                        ? new Task(t.id(), t.agent(), t.params(), t.inputs(), true)
                        : t)
            .toList();
    StrategyDag kept = StrategyDag.of("s", tasks, cards);
    Digest key = task(plan(kept), "alphas.mom").key();
    assertThat(task(plan(Plans.holding(key), kept), "alphas.mom").fate()).isEqualTo(Fate.REUSED);
    assertThat(task(plan(Plans.holding(key), momentum("s")), "alphas.mom").fate())
        .isEqualTo(Fate.TODO);
    assertThat(task(plan(momentum("plain"), kept), "alphas.mom").task().keep()).isTrue();
  }

  /**
   * By hand: bars 10, returns 11; the universe is ready at 10 + 1 + liquidity + 2, momentum at 10 +
   * 1 + 3; the portfolio waits for the later one.
   */
  @Test
  void theCriticalPathIsTheLongestChainOfSeconds() {
    assertThat(path(Map.of("bars", 10, "returns", 1, "liquidity", 5, "universe", 2, "momentum", 3)))
        .containsExactly(
            "s/bars",
            "s/returns",
            "s/liquidity",
            "s/universe",
            "s/portfolio",
            "s/book",
            "s/controls");
    assertThat(path(Map.of("bars", 10, "returns", 1, "liquidity", 1, "universe", 1, "momentum", 3)))
        .containsExactly(
            "s/bars", "s/returns", "s/alphas.mom", "s/portfolio", "s/book", "s/controls");
    assertThat(path(Map.of("commission", 99)))
        .containsExactly("s/costs.commission", "s/book", "s/controls");
  }

  private static List<String> path(Map<String, Integer> seconds) {
    Map<String, Integer> rest = Map.of("portfolio", 1, "backtest", 7, "controls", 20);
    return Planner.plan(
            List.of(momentum("s")),
            TestCatalogue.cards(),
            source -> ROWS,
            Memory.empty(),
            task -> seconds.getOrDefault(task.agent(), rest.getOrDefault(task.agent(), 0)))
        .criticalPath();
  }

  @Test
  void twoStrategiesOfOneNameAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(momentum("s"), momentum("s", "capital: 5e6")))
        .withMessage("Two strategies are called 's'; give each a name of its own");
  }

  @Test
  void noStrategiesMakeAnEmptyPlan() {
    assertThat(plan()).isEqualTo(new ExecutionPlan(List.of(), Map.of(), List.of()));
  }

  private static List<String> ids(ExecutionPlan.Stage stage) {
    return stage.tasks().stream().map(task -> task.task().id()).toList();
  }
}
