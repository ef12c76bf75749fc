package finagent.jobs.cloning;

import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a source did, from the experience table: every tenth episode is held out, the rest is
 * shuffled and cut into minibatches.
 */
public final class Demonstrations {
  private static final int HELD_OUT = 10;
  private static final int TERMINATED = 1;

  private final Dataset<Row> rows;

  private Demonstrations(Dataset<Row> rows) {
    this.rows = rows;
  }

  /** Of the first episodes of a source. */
  public static Demonstrations of(
      SparkSession spark, Warehouse warehouse, String source, long episodes) {
    Column wanted =
        functions.col("source").equalTo(source).and(functions.col("episode").lt(episodes));
    return new Demonstrations(
        spark.read().format("delta").load(warehouse.place(Tables.EXPERIENCE)).where(wanted));
  }

  /**
   * Minibatches in an order that depends on the seed and the number of parts alone.
   *
   * @param parts partitions
   */
  public JavaRDD<DataSet> minibatches(int batch, int parts, long seed) {
    return learnt(parts, seed).javaRDD().mapPartitions(part -> new Cut(part, batch));
  }

  /**
   * Whole transitions in the same order and parts: observation, action, reward, next observation,
   * then 1 where nothing came after it, else 0.
   */
  public JavaRDD<float[]> transitions(int parts, long seed) {
    return learnt(parts, seed).javaRDD().map(Demonstrations::transition);
  }

  private static float[] transition(Row row) {
    String reward = Float.toString((float) row.getDouble(2));
    String end = row.getInt(4) == TERMINATED ? "1" : "0";
    return floats(
        String.join(" ", row.getString(0), row.getString(1), reward, row.getString(3), end));
  }

  private Dataset<Row> learnt(int parts, long seed) {
    Column order =
        functions.xxhash64(functions.col("episode"), functions.col("step"), functions.lit(seed));
    return rows.where(functions.col("episode").mod(HELD_OUT).notEqual(HELD_OUT - 1))
        .select(
            functions.col("observation"),
            functions.col("action"),
            functions.col("reward"),
            functions.col("next_observation"),
            functions.col("ended"),
            order.as("place"))
        .repartition(parts, functions.col("place"))
        .sortWithinPartitions("place");
  }

  /** The episodes held out, as one set. */
  public DataSet heldOut() {
    List<Row> held =
        rows.where(functions.col("episode").mod(HELD_OUT).equalTo(HELD_OUT - 1))
            .select("observation", "action")
            .collectAsList();
    if (held.isEmpty()) {
      throw new IllegalStateException(
          "No episode is held out; at least %d episodes are needed".formatted(HELD_OUT));
    }
    return set(held);
  }

  private static DataSet set(List<Row> rows) {
    float[][] observations = new float[rows.size()][];
    float[][] actions = new float[rows.size()][];
    for (int k = 0; k < observations.length; k++) {
      observations[k] = floats(rows.get(k).getString(0));
      actions[k] = floats(rows.get(k).getString(1));
    }
    return new DataSet(Nd4j.create(observations), Nd4j.create(actions));
  }

  private static float[] floats(String text) {
    String[] words = text.split(" ", -1);
    float[] values = new float[words.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = Float.parseFloat(words[k]);
    }
    return values;
  }

  /** Rows in order, cut into sets of one size; the last may be smaller. */
  private static final class Cut implements Iterator<DataSet> {
    private final Iterator<Row> rows;
    private final int batch;

    Cut(Iterator<Row> rows, int batch) {
      this.rows = rows;
      this.batch = batch;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public DataSet next() {
      List<Row> some = new ArrayList<>(batch);
      while (rows.hasNext() && some.size() < batch) {
        some.add(rows.next());
      }
      return set(some);
    }
  }
}
