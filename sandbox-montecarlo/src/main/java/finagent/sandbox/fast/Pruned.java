package finagent.sandbox.fast;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.program.Book;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import java.util.ArrayList;
import java.util.List;

/** Leaves out of a program what no number of its books depends on. */
public final class Pruned {
  /** What stands in for an input that is not read. */
  private static final Wire UNREAD = Wire.market("close");

  private Pruned() {}

  /** The same program without steps whose outputs nobody reads. */
  public static Program of(Program program, Kernels kernels) {
    List<Step> steps = new ArrayList<>();
    for (Step step : program.steps()) {
      Kernel kernel = kernels.create(step);
      List<Wire> inputs = new ArrayList<>(step.inputs());
      for (int port = 0; port < inputs.size(); port++) {
        if (!kernel.reads(port)) {
          inputs.set(port, UNREAD);
        }
      }
      steps.add(new Step(step.key(), step.kernel(), step.params(), inputs, step.outputs()));
    }
    List<Book> books = program.books().stream().map(Pruned::book).toList();
    return new Program(steps, books).only(0, books.size());
  }

  private static Book book(Book book) {
    Account account = book.account();
    boolean liquidity = account.costs().impact() > 0 || account.maxAdv() < Double.POSITIVE_INFINITY;
    return new Book(
        book.key(),
        book.name(),
        book.weights(),
        book.groupWire().orElse(null),
        liquidity ? book.liquidity() : List.of(),
        book.inLoop(),
        account,
        book.firstBar(),
        book.kept());
  }
}
