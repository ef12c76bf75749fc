package finagent.sandbox.backtest;

import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.grid.Work;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Controls of one book, a range of noise draws at a time. A shard is a draw. Answers, for the
 * range: the book's own Sharpe ratio and total return, its {@link Start}, then Sharpe ratio and
 * total return of each draw.
 *
 * @param program of exactly one book
 */
public record NoiseWork(Program program, Kernels kernels, int draws, long seed)
    implements Work<double[]> {
  /** Where the start is written. */
  private static final int START = 2;

  /** How many draws walk side by side: their accounts still fit a core's cache. */
  private static final int TOGETHER = 8;

  /** Reads {@code draws} and {@code seed} from a control task's parameters. */
  public static NoiseWork of(Program program, Kernels kernels, Map<String, String> params) {
    return new NoiseWork(
        program,
        kernels,
        Integer.parseInt(params.getOrDefault("draws", "500")),
        Long.parseLong(params.getOrDefault("seed", "1")));
  }

  /** All draws. */
  public ShardRange range() {
    return new ShardRange(0, draws);
  }

  @Override
  public double[] run(Shared shared, ShardRange range) {
    Backtest backtest =
        Backtest.open(program, kernels, shared.panel(), shared.features(), Journal.Detail.EQUITY);
    Trader trader = backtest.traders().get(0).recording();
    backtest.run();
    Account.Fill fill = trader.book().account().fill();
    Evaluation.Score own =
        Evaluation.score(shared.panel(), trader.close(), trader.firstDecision(), fill);
    Noise noise = new Noise(shared.panel(), trader, seed);
    int width = shared.panel().width();
    int head = head(width);
    double[] answer = new double[head + 2 * (int) range.size()];
    answer[0] = own.sharpe();
    answer[1] = own.totalReturn();
    Start.of(trader, shared.panel()).write(answer, START);
    for (long draw = range.from(); draw < range.to(); draw += TOGETHER) {
      Evaluation.Score[] scores = new Evaluation.Score[(int) Math.min(TOGETHER, range.to() - draw)];
      noise.draw(draw, scores);
      for (int k = 0; k < scores.length; k++) {
        int at = head + 2 * (int) (draw + k - range.from());
        answer[at] = scores[k].sharpe();
        answer[at + 1] = scores[k].totalReturn();
      }
    }
    return answer;
  }

  /** Numbers of an answer before its draws. */
  private static int head(int width) {
    return START + Start.size(width);
  }

  /**
   * Puts the parts together and adds the curves a strategy should be seen beside.
   *
   * @param key content address of the control task; curves are kept as {@code key/name}
   */
  public List<BookResult> results(String key, Shared shared, List<double[]> parts) {
    int width = shared.panel().width();
    double[] sharpes = new double[draws];
    double[] returns = new double[draws];
    int d = 0;
    for (double[] part : parts) {
      for (int at = head(width); at < part.length; at += 2) {
        sharpes[d] = part[at];
        returns[d++] = part[at + 1];
      }
    }
    double[] head = parts.get(0);
    List<Metric> metrics = new ArrayList<>(Noise.metrics(head[0], head[1], sharpes, returns));
    List<BookResult> results = new ArrayList<>();
    Start start = Start.read(head, START, width);
    Controls controls = new Controls(shared.panel(), program.books().get(0), start);
    for (Controls.Curve curve : controls.curves()) {
      metrics.addAll(
          Evaluation.renamed(
              Evaluation.portfolio(shared.panel(), curve.journal(), start.bar),
              "control",
              curve.name()));
      metrics.addAll(curve.gaps());
      results.add(result(key + "/" + curve.name(), shared, curve.journal(), List.of()));
    }
    results.add(result(key, shared, new Journal(), metrics));
    return results;
  }

  private BookResult result(String key, Shared shared, Journal journal, List<Metric> metrics) {
    return new BookResult(
        key,
        program.books().get(0).name(),
        shared.panel().time(),
        shared.panel().instruments(),
        journal,
        metrics);
  }
}
