package finagent.sandbox.grid;

import finagent.sandbox.market.Frame;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** This JVM, on a few threads. No Spark. */
public final class Here implements Grid {
  private final String name;
  private final boolean remote;
  private final int threads;
  private final ExecutorService pool;
  private final UnaryOperator<Serializable> travel;

  private Here(String name, boolean remote, int threads, UnaryOperator<Serializable> travel) {
    this.name = name;
    this.remote = remote;
    this.threads = threads;
    this.travel = travel;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "grid-" + name);
              thread.setDaemon(true);
              return thread;
            });
  }

  public static Grid here(int threads) {
    return new Here("here", false, threads, value -> value);
  }

  /**
   * Runs here, but sends everything through Java serialisation first, as a cluster would: what
   * shows in a test that a piece of work can travel.
   */
  public static Grid asIfRemote(int threads) {
    return new Here("as-if-remote", true, threads, Travel::there);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean remote() {
    return remote;
  }

  @Override
  public int slots() {
    return threads;
  }

  @Override
  public void byInstrument(
      Market market,
      Slice slice,
      Program program,
      Kernels kernels,
      List<Integer> outputs,
      int parts,
      Sink<Frame> sink) {
    List<List<String>> cuts =
        Parts.cut(market.instruments(slice), parts > 0 ? parts : Math.max(1, threads));
    Market m = sent(market);
    Program p = sent(program);
    Kernels k = sent(kernels);
    List<Callable<Frame>> calls = new ArrayList<>();
    List<ShardRange> ranges = new ArrayList<>();
    long left = 0;
    for (List<String> cut : cuts) {
      calls.add(() -> sent(Parts.columns(m, slice, cut, p, k, outputs)));
      ranges.add(new ShardRange(left, left + cut.size()));
      left += cut.size();
    }
    drain(ranges, calls, sink);
  }

  @Override
  public <T extends Serializable> void byShard(
      Shared shared, List<ShardRange> ranges, Work<T> work, Sink<T> sink) {
    Shared data = sent(shared);
    Work<T> w = sent(work);
    List<Callable<T>> calls = new ArrayList<>();
    for (ShardRange range : ranges) {
      calls.add(() -> sent(w.run(data, range)));
    }
    drain(ranges, calls, sink);
  }

  private <T> void drain(List<ShardRange> ranges, List<Callable<T>> calls, Sink<T> sink) {
    List<Future<T>> futures = calls.stream().map(pool::submit).toList();
    try {
      for (int k = 0; k < calls.size(); k++) {
        sink.accept(ranges.get(k), futures.get(k).get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for work on this machine", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(String.valueOf(e.getCause()), e);
    } finally {
      futures.forEach(future -> future.cancel(true));
    }
  }

  @SuppressWarnings("unchecked")
  private <T> T sent(T value) {
    return (T) travel.apply((Serializable) value);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
