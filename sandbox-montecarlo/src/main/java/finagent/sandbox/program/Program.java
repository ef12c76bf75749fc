package finagent.sandbox.program;

import java.io.Serializable;
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
}
