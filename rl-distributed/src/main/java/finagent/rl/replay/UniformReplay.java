package finagent.rl.replay;

import finagent.rl.env.Spaces;
import finagent.sandbox.random.Philox;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Every transition is as likely as any other (Lin 1992; Mnih et al. 2015). */
public final class UniformReplay implements Replay {
  private final Transitions kept;
  private final Philox draws;

  public UniformReplay(Spaces spaces, int capacity, long seed) {
    kept = new Transitions(spaces, capacity);
    draws = Philox.of(seed, "replay");
  }

  @Override
  public void add(float[] row) {
    kept.add(row);
  }

  @Override
  public int size() {
    return kept.size();
  }

  @Override
  public void sample(long number, Batch batch) {
    int size = kept.size();
    for (int i = 0; i < batch.size(); i++) {
      batch.index[i] = draws.below(size, number, 0, 0, i);
    }
    kept.gather(batch);
  }

  @Override
  public void learnt(Batch batch, float[] errors) {}

  @Override
  public void write(DataOutput out) throws IOException {
    kept.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    kept.read(in);
  }
}
