package finagent.sandbox.backtest;

import finagent.sandbox.grid.ResultStore;
import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.grid.Work;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a range of a program's books and writes their results where they are made. Answers how many
 * results it wrote.
 *
 * @param attributions for each book the key its attribution is kept under; empty = not kept
 */
public record BookWork(
    String run,
    int stage,
    Program program,
    List<String> attributions,
    Kernels kernels,
    ResultStore store)
    implements Work<Integer> {
  public BookWork {
    attributions = List.copyOf(attributions);
  }

  @Override
  public Integer run(Shared shared, ShardRange shards) {
    int from = (int) shards.from();
    Program mine = program.only(from, (int) shards.to());
    boolean positions = mine.books().stream().anyMatch(book -> book.kept().positions());
    Backtest backtest =
        Backtest.open(
            mine,
            kernels,
            shared.panel(),
            shared.features(),
            positions ? Journal.Detail.ALL : Journal.Detail.TRADES);
    backtest.run();
    List<BookResult> results = new ArrayList<>();
    for (int b = 0; b < mine.books().size(); b++) {
      Trader trader = backtest.traders().get(b);
      Journal journal = trader.close();
      String attribution = attributions.get(from + b);
      results.add(
          result(
              trader.book().key(),
              trader,
              shared,
              journal.only(trader.book().kept()),
              Evaluation.portfolio(shared.panel(), journal, trader.firstDecision())));
      if (!attribution.isEmpty()) {
        results.add(
            result(
                attribution,
                trader,
                shared,
                new Journal(),
                Attribution.of(shared.panel(), journal, trader.firstDecision())));
      }
    }
    store.write(new ResultStore.Stamp(run, stage, shards), results);
    return results.size();
  }

  private static BookResult result(
      String key, Trader trader, Shared shared, Journal journal, List<Metric> metrics) {
    return new BookResult(
        key,
        trader.book().name(),
        shared.panel().time(),
        shared.panel().instruments(),
        journal,
        metrics);
  }
}
