package finagent.jobs.stress;

import finagent.planner.Digest;
import finagent.sandbox.backtest.Backtest;
import finagent.sandbox.backtest.Trader;
import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.grid.Work;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import finagent.sandbox.scenario.Stressed;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs cells of the matrix strategy x scenario: shard {@code s x books + b} is book b in scenario
 * s, where 0 is the market as it is. Each goes through the same program and the same ledger.
 *
 * @param spans first bar and bar after the last of each scenario's window
 */
record StressWork(Program program, Kernels kernels, List<Recipe> recipes, List<Span> spans)
    implements Work<ArrayList<Cell>> {
  StressWork {
    recipes = List.copyOf(recipes);
    spans = List.copyOf(spans);
  }

  /** Bars [from, to). */
  record Span(int from, int to) implements java.io.Serializable {}

  ShardRange range() {
    return new ShardRange(0, (long) program.books().size() * (recipes.size() + 1));
  }

  @Override
  public ArrayList<Cell> run(Shared shared, ShardRange shards) {
    int books = program.books().size();
    ArrayList<Cell> cells = new ArrayList<>();
    long at = shards.from();
    while (at < shards.to()) {
      int scenario = (int) (at / books);
      int from = (int) (at % books);
      int to = alike(from, (int) Math.min(books, from + shards.to() - at));
      cells.addAll(
          scenario == 0
              ? baseline(shared, program.only(from, to))
              : stressed(shared, program.only(from, to), scenario - 1));
      at += to - from;
    }
    return cells;
  }

  /** The end of the books from here on that pay the same costs: for them a market is made once. */
  private int alike(int from, int end) {
    int to = from + 1;
    while (to < end && costs(program.books().get(to)).equals(costs(program.books().get(from)))) {
      to++;
    }
    return to;
  }

  private static Account.Costs costs(Book book) {
    return book.account().costs();
  }

  private List<Cell> baseline(Shared shared, Program mine) {
    return cells(mine, shared.panel(), shared, spans, List.of());
  }

  private List<Cell> stressed(Shared shared, Program mine, int scenario) {
    Panel panel = shared.panel();
    Stressed world = recipes.get(scenario).in(panel).apply(panel, costs(mine.books().get(0)));
    Program paying =
        new Program(
            mine.steps(), mine.books().stream().map(book -> with(book, world.costs())).toList());
    return cells(paying, world.panel(), shared, List.of(spans.get(scenario)), world.notes());
  }

  private List<Cell> cells(
      Program mine, Panel panel, Shared shared, List<Span> over, List<String> notes) {
    Backtest backtest =
        Backtest.open(mine, kernels, panel, shared.features(), Journal.Detail.TRADES);
    backtest.run();
    List<Cell> cells = new ArrayList<>();
    for (Trader trader : backtest.traders()) {
      Journal journal = trader.close();
      cells.add(
          new Cell(
              over.stream().map(span -> Measured.of(journal, span.from(), span.to())).toList(),
              digest(journal).hex(),
              notes));
    }
    return cells;
  }

  private static Book with(Book book, Account.Costs costs) {
    return new Book(
        book.key(),
        book.name(),
        book.weights(),
        book.groups(),
        book.liquidity(),
        book.inLoop(),
        book.account().with(costs),
        book.firstBar(),
        book.kept());
  }

  private static Digest digest(Journal journal) {
    Digest.Builder digest = Digest.of("stress");
    for (Columns rows : List.of(journal.equity(), journal.trades())) {
      digest.integer(rows.rows());
      for (int c = 0; c < rows.names().size(); c++) {
        double[] values = rows.raw(c);
        for (int r = 0; r < rows.rows(); r++) {
          digest.number(values[r]);
        }
      }
    }
    return digest.build();
  }
}
