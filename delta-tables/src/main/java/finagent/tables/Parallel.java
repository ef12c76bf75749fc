package finagent.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads and writes side by side, with results in the order of the items. */
public final class Parallel {
  /** Some wait for the disk while others compute. */
  private static final int WORKERS = Math.max(4, Runtime.getRuntime().availableProcessors());

  private Parallel() {}

  /** Applies work to each item on up to {@code threads} threads; the first failure is thrown. */
  public static <A, B> List<B> map(List<A> items, int threads, Work<A, B> work) {
    int workers = Math.min(Math.min(threads, items.size()), WORKERS);
    if (workers <= 1) {
      List<B> results = new ArrayList<>();
      for (A item : items) {
        results.add(call(() -> work.apply(item)));
      }
      return results;
    }
    ExecutorService pool = Executors.newFixedThreadPool(workers, Parallel::daemon);
    try {
      List<Future<B>> futures =
          items.stream().map(item -> pool.submit(() -> work.apply(item))).toList();
      List<B> results = new ArrayList<>();
      for (Future<B> future : futures) {
        results.add(call(future::get));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  /** Does pieces of work side by side; the first failure is thrown. */
  public static void all(Runnable... pieces) {
    map(
        List.of(pieces),
        pieces.length,
        piece -> {
          piece.run();
          return piece;
        });
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "finagent-tables");
    thread.setDaemon(true);
    return thread;
  }

  private static <B> B call(Callable<B> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted between files", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException inner
          ? inner
          : new IllegalStateException(e.getCause());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is done with one file. */
  @FunctionalInterface
  public interface Work<A, B> {
    B apply(A item) throws Exception;
  }
}
