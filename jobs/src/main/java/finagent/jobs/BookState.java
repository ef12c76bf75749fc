package finagent.jobs;

import finagent.sandbox.backtest.Snapshot;
import finagent.sandbox.program.State;
import finagent.tables.market.Mark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A book after a session, with all it takes to go on from there.
 *
 * @param key its rows so far are kept under
 * @param mark how far its bars were read
 * @param decisions the last one by its session, weights by instrument; empty before the first
 * @param snapshot of steps and account
 * @param history what its evaluation needs of the past
 */
record BookState(
    String key,
    Mark mark,
    SortedMap<LocalDate, SortedMap<String, Double>> decisions,
    Snapshot snapshot,
    List<State> history) {
  private static final int FORMAT = 1;

  BookState {
    decisions = Collections.unmodifiableSortedMap(new TreeMap<>(decisions));
    history = List.copyOf(history);
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(FORMAT);
      out.writeUTF(key);
      mark.write(out);
      out.writeInt(decisions.size());
      for (Map.Entry<LocalDate, SortedMap<String, Double>> decision : decisions.entrySet()) {
        out.writeLong(decision.getKey().toEpochDay());
        out.writeInt(decision.getValue().size());
        for (Map.Entry<String, Double> weight : decision.getValue().entrySet()) {
          out.writeUTF(weight.getKey());
          out.writeDouble(weight.getValue());
        }
      }
      snapshot.write(out);
      out.writeInt(history.size());
      for (State state : history) {
        state.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** Reads one back. */
  static BookState of(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException(
          "The state of a book has format %d; this version reads format %d"
              .formatted(format, FORMAT));
    }
    String key = in.readUTF();
    Mark mark = Mark.read(in);
    SortedMap<LocalDate, SortedMap<String, Double>> decisions = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      LocalDate session = LocalDate.ofEpochDay(in.readLong());
      SortedMap<String, Double> weights = new TreeMap<>();
      for (int more = in.readInt(); more > 0; more--) {
        weights.put(in.readUTF(), in.readDouble());
      }
      decisions.put(session, weights);
    }
    Snapshot snapshot = Snapshot.read(in);
    List<State> history = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      history.add(State.read(in));
    }
    return new BookState(key, mark, decisions, snapshot, history);
  }
}
