package finagent.jobs.doctor;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.collection.JavaConverters;

/**
 * One visit to every executor of a session.
 *
 * @param seen what each is like, by id
 * @param sent driver's clock before the first task, microseconds
 * @param back driver's clock after the last
 * @param missed executors that took no task
 */
record Round(SortedMap<String, Vitals> seen, long sent, long back, List<String> missed) {
  private static final int MOST = 10;
  private static final long HELD = TimeUnit.MILLISECONDS.toNanos(60);

  /** Sends more tasks than there are slots, each held for a moment, until all were met. */
  static Round make(JavaSparkContext spark, Marked mark) {
    String place = mark.place();
    String token = mark.token();
    SortedMap<String, Vitals> seen = new TreeMap<>();
    TreeSet<String> wanted = executors(spark.sc());
    int tasks = 2 * Math.max(1, spark.defaultParallelism());
    long sent = 0;
    for (int round = 0;
        round < 2 || (round < MOST && !seen.keySet().containsAll(wanted));
        round++) {
      sent = round < 2 ? Vitals.micros() : sent; // the first is slow, and says little of clocks
      spark
          .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
          .map(task -> vitals(place, token))
          .collect()
          .forEach(vitals -> seen.put(vitals.executor(), vitals));
      wanted = executors(spark.sc());
    }
    wanted.removeAll(seen.keySet());
    return new Round(seen, sent, Vitals.micros(), List.copyOf(wanted));
  }

  private static Vitals vitals(String place, String token) {
    LockSupport.parkNanos(HELD);
    String executor = SparkEnv.get().executorId();
    return Vitals.take(
        executor,
        SparkEnv.get().blockManager().blockManagerId().host(),
        Marked.trouble(place, token));
  }

  private static TreeSet<String> executors(SparkContext context) {
    TreeSet<String> ids = new TreeSet<>();
    for (ExecutorSummary one :
        JavaConverters.seqAsJavaList(context.statusStore().executorList(true))) {
      if (context.isLocal() || !one.id().equals("driver")) {
        ids.add(one.id());
      }
    }
    return ids;
  }
}
