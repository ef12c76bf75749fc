package finagent.jobs.cloning;

import finagent.rl.algorithm.SavedPolicy;
import finagent.rl.algorithm.Td3;
import finagent.rl.algorithm.Td3Bc;
import finagent.rl.env.Spaces;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * TD3 with behaviour cloning over the experience table, by one worker or by several that each learn
 * from a part of it and average networks and moments now and then (McDonald, Hall and Mann 2010).
 * The same bits for a fixed number of workers, not across them.
 *
 * @param alpha how much values count beside likeness to what was done
 * @param updates over all workers
 * @param averaging updates of a worker between two averages
 */
public record OfflineTraining(Td3.Config config, float alpha, int updates, int averaging, long seed)
    implements Serializable {
  public OfflineTraining {
    if (updates < 1 || averaging < 1) {
      throw new IllegalArgumentException(
          "Invalid offline training: %d updates, averaging every %d (both at least 1)"
              .formatted(updates, averaging));
    }
  }

  /** Settings of TD3 at a discount of 0.99 and an alpha of 2.5, as in the paper. */
  public static OfflineTraining standard(int updates, int averaging, long seed) {
    return new OfflineTraining(Td3.Config.standard(0.99f), 2.5f, updates, averaging, seed);
  }

  /**
   * One worker, in this JVM.
   *
   * @param transitions as {@link Demonstrations#transitions} lays them out
   * @param done is told how many updates are
   */
  public SavedPolicy alone(JavaRDD<float[]> transitions, Spaces spaces, IntConsumer done) {
    Td3Bc learner = taught(transitions.toLocalIterator(), spaces, seed);
    for (int at = 0; at < updates; ) {
      int count = Math.min(averaging, updates - at);
      learner.train(count);
      at += count;
      done.accept(at);
    }
    return learner.policy();
  }

  /** A worker for each part of the transitions; together they make as many updates as one. */
  public SavedPolicy averaged(JavaRDD<float[]> transitions, Spaces spaces, IntConsumer done) {
    int workers = transitions.getNumPartitions();
    int each = (updates + workers - 1) / workers;
    JavaRDD<float[]> kept = transitions.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Td3Bc mean = new Td3Bc(config, alpha, spaces, 1, seed);
      for (int at = 0; at < each; ) {
        int count = Math.min(averaging, each - at);
        byte[] state = mean.state();
        mean.resumeMean(
            kept.mapPartitionsWithIndex(
                    (part, rows) -> List.of(worked(part, rows, spaces, state, count)).iterator(),
                    true)
                .collect());
        at += count;
        done.accept(Math.min(updates, at * workers));
      }
      return mean.policy();
    } finally {
      kept.unpersist();
    }
  }

  private byte[] worked(int part, Iterator<float[]> rows, Spaces spaces, byte[] state, int count) {
    Td3Bc learner = taught(rows, spaces, seed + 1 + part);
    learner.resume(state);
    learner.train(count);
    return learner.state();
  }

  private Td3Bc taught(Iterator<float[]> rows, Spaces spaces, long own) {
    List<float[]> all = new ArrayList<>();
    rows.forEachRemaining(all::add);
    Td3Bc learner = new Td3Bc(config, alpha, spaces, Math.max(1, all.size()), own);
    int reward = spaces.observations() + spaces.actions();
    for (float[] row : all) {
      learner.remember(
          Arrays.copyOf(row, spaces.observations()),
          Arrays.copyOfRange(row, spaces.observations(), reward),
          row[reward],
          Arrays.copyOfRange(row, reward + 1, row.length - 1),
          row[row.length - 1] != 0);
    }
    return learner;
  }
}
