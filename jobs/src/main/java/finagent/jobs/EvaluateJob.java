package finagent.jobs;

import finagent.jobs.learning.MarketChoice;
import finagent.jobs.learning.TrainingData;
import finagent.rl.env.TradingWorld;
import finagent.rl.judging.Baseline;
import finagent.rl.judging.Walk;
import finagent.rl.training.LearntPolicy;
import finagent.rl.training.MarketSpec;
import finagent.rl.training.Rewards;
import finagent.rl.training.TrainTask;
import finagent.tables.Warehouse;
import finagent.tables.learning.StoredPolicy;
import finagent.tables.market.DeltaMarket;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Walk-forward: trains on a window, leaves a gap, trades the sessions after it once with what was
 * learnt and with every baseline, moves on by as much, and so on. Policies known already are not
 * trained again.
 */
final class EvaluateJob {
  private final Warehouse warehouse;
  private final Console console;
  private final Clock clock;

  EvaluateJob(Warehouse warehouse, Console console, Clock clock) {
    this.warehouse = warehouse;
    this.console = console;
    this.clock = clock;
  }

  /**
   * One fold.
   *
   * @param days session of each return of a walk, epoch days
   * @param walks by training or baseline, one a seed, in the order of seeds
   * @param cash the same sessions in cash
   * @param rungs the test again at other costs and with more money
   * @param learning what was spent and learnt, by training
   */
  record Fold(
      LocalDate from,
      LocalDate to,
      List<String> instruments,
      List<Integer> days,
      Map<String, List<Walk>> walks,
      Walk cash,
      double barsPerYear,
      List<EvaluateRungs.Rung> rungs,
      Map<String, EvaluateCurves.Learning> learning) {}

  List<Fold> run(EvaluateRequest request) {
    MarketChoice choice = request.market();
    DeltaMarket market = new DeltaMarket(warehouse);
    long later = (request.folds() - 1L) * request.days();
    TrainingData.requireUntil(market, choice, request.to(choice.to().plusDays(later)));
    List<Fold> folds = new ArrayList<>();
    for (int k = 0; k < request.folds(); k++) {
      long ahead = (long) k * request.days();
      MarketChoice train = choice.over(choice.from().plusDays(ahead), choice.to().plusDays(ahead));
      folds.add(fold(request, market, train));
      console.progress("folds", folds.size(), request.folds());
    }
    return folds;
  }

  private Fold fold(EvaluateRequest request, DeltaMarket market, MarketChoice choice) {
    TrainingData data = TrainingData.of(market, choice);
    List<TrainJob.Row> rows =
        new TrainJob(warehouse, console, clock)
            .run(request.cells(data.world()), data, request.master());
    LocalDate from = request.from(choice.to());
    LocalDate to = request.to(choice.to());
    TradingWorld train = ((MarketSpec) data.world()).trading(data.shared());
    TrainingData later = TrainingData.onward(market, test(choice, data, from, to));
    TradingWorld fitted = ((MarketSpec) later.world()).trading(later.shared());
    TradingWorld test =
        new TradingWorld(
            fitted.panel(),
            fitted.features(),
            train.scaler(),
            fitted.from(),
            fitted.to(),
            fitted.rules());
    Map<String, List<EvaluateRungs.Walker>> walkers = walkers(rows);
    int seeds = request.mostSeeds();
    for (Baseline baseline : Baseline.values()) {
      List<EvaluateRungs.Walker> own = new ArrayList<>();
      for (int seed = 0; seed < (baseline == Baseline.RANDOM ? seeds : 1); seed++) {
        long number = seed;
        own.add(world -> baseline.walk(train, world, number));
      }
      walkers.put(baseline.word(), own);
    }
    Map<String, List<Walk>> walks = new LinkedHashMap<>();
    walkers.forEach(
        (name, own) -> walks.put(name, own.stream().map(walker -> walker.apply(test)).toList()));
    Walk cash = walks.getOrDefault(Baseline.CASH.word(), List.of()).get(0);
    walkers.remove(Baseline.CASH.word());
    List<Integer> days =
        IntStream.range(0, cash.returns().size())
            .map(k -> test.panel().time().session(test.from() + 1 + k))
            .boxed()
            .toList();
    return new Fold(
        from,
        to,
        test.panel().instruments().ids(),
        days,
        walks,
        cash,
        test.panel().time().barsPerYear(),
        EvaluateRungs.of(test, walkers, cash),
        learning(rows));
  }

  private static Map<String, EvaluateCurves.Learning> learning(List<TrainJob.Row> rows) {
    Map<String, List<TrainJob.Row>> named =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.cell().variant(), LinkedHashMap::new, Collectors.toList()));
    Map<String, EvaluateCurves.Learning> learning = new LinkedHashMap<>();
    named.forEach(
        (name, own) -> {
          TrainTask task = own.get(0).cell().task();
          learning.put(
              name,
              new EvaluateCurves.Learning(
                  task.steps(),
                  task.recipe().updates(task.steps()),
                  own.stream()
                      .flatMap(row -> row.learnt().stream())
                      .map(StoredPolicy::curve)
                      .toList()));
        });
    return learning;
  }

  private static Map<String, List<EvaluateRungs.Walker>> walkers(List<TrainJob.Row> rows) {
    Map<String, List<EvaluateRungs.Walker>> walkers = new LinkedHashMap<>();
    for (TrainJob.Row row : rows) {
      StoredPolicy policy =
          row.learnt()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "%s with seed %d: %s"
                              .formatted(
                                  row.cell().variant(), row.cell().task().seed(), row.failure())));
      LearntPolicy learnt = LearntPolicy.of(policy.bytes());
      walkers
          .computeIfAbsent(row.cell().variant(), name -> new ArrayList<>())
          .add(world -> walk(world, learnt));
    }
    return walkers;
  }

  /** The instruments chosen for training, over the test; no episodes are cut there. */
  private static MarketChoice test(
      MarketChoice choice, TrainingData data, LocalDate from, LocalDate to) {
    TradingWorld.Rules rules = choice.rules();
    return new MarketChoice(
        choice.data(),
        data.lineage().instruments(),
        0,
        from,
        to,
        choice.features(),
        choice.reward(),
        new TradingWorld.Rules(rules.account(), rules.grossLimit(), rules.longOnly(), 1));
  }

  private static Walk walk(TradingWorld test, LearntPolicy policy) {
    String reward = policy.trading().map(LearntPolicy.Desk::reward).orElse("log-return");
    return Walk.of(test, policy.network().policy(), Rewards.of(reward));
  }
}
