package finagent.jobs.montecarlo;

import finagent.sandbox.market.Panel;
import finagent.sandbox.montecarlo.FedMarket;
import finagent.sandbox.montecarlo.Outcome;
import finagent.sandbox.montecarlo.PanelRun;
import finagent.sandbox.montecarlo.PathMarket;
import finagent.sandbox.montecarlo.Paths;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes paths of an experiment and runs its strategies on them. What is measured begins at the same
 * bar of every path; Sharpe ratio and turnover begin, as in every run, at the path's first
 * decision. One per thread.
 */
public final class PathRunner {
  private final Experiment experiment;
  private final Panel history;
  private final List<PanelRun> runs;
  private final Outcome outcome = new Outcome();
  private PathMarket market;
  private long world = -1;

  /** On a history without gaps. */
  public PathRunner(Experiment experiment, Panel history) {
    this.experiment = experiment;
    this.history = history;
    this.market = experiment.market(history);
    this.runs = Runs.of(experiment.program(), experiment.kernels());
  }

  /** Goes to the market of a path. */
  public FedMarket enter(long path) {
    long next = Math.max(-1, path / Paths.CHUNK - Experiment.WORLDS);
    if (next != world) {
      world = next;
      market = world < 0 ? experiment.market(history) : experiment.world(history, world);
    }
    return market.market(path);
  }

  /** Equity of one strategy on a market, from the bar measured from on. */
  public double[] equity(int strategy, FedMarket market) {
    runs.get(strategy).run(market);
    return Arrays.copyOfRange(runs.get(strategy).equity(), experiment.warmup(), experiment.bars());
  }

  /** The history itself as a path. */
  public FedMarket itself() {
    return Runs.itself(history, experiment.bars());
  }

  /** Runs one strategy on a market. */
  Map<Score, Double> scores(int strategy, FedMarket market) {
    PanelRun run = runs.get(strategy);
    Outcome whole = run.run(market);
    double sharpe = whole.sharpe();
    double turnover = run.firstDecision() < 0 ? 0 : whole.turnover();
    outcome.measure(
        run.equity(), experiment.warmup(), experiment.bars(), market.axes().time().barsPerYear());
    Map<Score, Double> scores = new EnumMap<>(Score.class);
    for (Score score : Score.values()) {
      scores.put(score, score.of(outcome, experiment.question().ruin()));
    }
    scores.put(Score.SHARPE, sharpe);
    scores.put(Score.TURNOVER, turnover);
    return scores;
  }

  /** Equity of the last run of a strategy at each bar of the market; overwritten by the next. */
  double[] last(int strategy) {
    return runs.get(strategy).equity();
  }
}
