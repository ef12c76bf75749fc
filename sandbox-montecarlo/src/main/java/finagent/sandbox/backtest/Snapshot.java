package finagent.sandbox.backtest;

import finagent.sandbox.program.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A backtest between two bars.
 *
 * @param bar the next bar
 * @param steps states of the program's steps
 * @param books for each book the state of its ledger, then those of its in-loop kernels
 */
public record Snapshot(int bar, List<State> steps, List<List<State>> books) {
  public Snapshot {
    steps = List.copyOf(steps);
    books = books.stream().map(List::copyOf).toList();
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(bar);
    write(out, steps);
    out.writeInt(books.size());
    for (List<State> book : books) {
      write(out, book);
    }
  }

  public static Snapshot read(DataInput in) throws IOException {
    int bar = in.readInt();
    List<State> steps = states(in);
    List<List<State>> books = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      books.add(states(in));
    }
    return new Snapshot(bar, steps, books);
  }

  private static void write(DataOutput out, List<State> states) throws IOException {
    out.writeInt(states.size());
    for (State state : states) {
      state.write(out);
    }
  }

  private static List<State> states(DataInput in) throws IOException {
    List<State> states = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      states.add(State.read(in));
    }
    return states;
  }
}
