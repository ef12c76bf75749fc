package finagent.sandbox.program;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What runs: steps in an order in which each reads only earlier ones, and the books that trade on
 * them. Serialisable; executors rebuild the kernels from names and parameters.
 */
public record Program(List<Step> steps, List<Book> books) implements Serializable {
  public Program {
    steps = List.copyOf(steps);
    books = List.copyOf(books);
    for (int s = 0; s < steps.size(); s++) {
      for (Wire wire : steps.get(s).inputs()) {
        if (wire.step() >= s) {
          throw new IllegalArgumentException(
              "Step %d (%s) reads step %d, which does not come before it"
                  .formatted(s, steps.get(s).kernel(), wire.step()));
        }
      }
    }
  }

  /** The program of books from (inclusive) to to (exclusive), without steps only others need. */
  public Program only(int from, int to) {
    List<Book> kept = books.subList(from, to);
    boolean[] needed = new boolean[steps.size()];
    for (Book book : kept) {
      book.wires().forEach(wire -> need(needed, wire));
    }
    int[] renumbered = new int[steps.size()];
    List<Step> remaining = new ArrayList<>();
    for (int s = steps.size() - 1; s >= 0; s--) {
      if (needed[s]) {
        steps.get(s).inputs().forEach(wire -> need(needed, wire));
      }
    }
    for (int s = 0; s < steps.size(); s++) {
      if (needed[s]) {
        renumbered[s] = remaining.size();
        remaining.add(steps.get(s).rewired(renumbered));
      }
    }
    return new Program(remaining, kept.stream().map(book -> book.rewired(renumbered)).toList());
  }

  private static void need(boolean[] needed, Wire wire) {
    if (!wire.isMarket()) {
      needed[wire.step()] = true;
    }
  }
}
