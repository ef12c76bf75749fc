package finagent.rl.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A memory of transitions to learn from. */
public interface Replay {
  /** Remembers a transition, a row as {@link Transitions} lays it out. */
  void add(float[] row);

  int size();

  /** Fills a batch, with replacement: a function of what is remembered, the seed and the number. */
  void sample(long number, Batch batch);

  /** Takes note of how wrong the values of the last batch were, absolute, one per sample. */
  void learnt(Batch batch, float[] errors);

  void write(DataOutput out) throws IOException;

  void read(DataInput in) throws IOException;
}
