package finagent.tables;

import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.ExpressionHandler;
import io.delta.kernel.engine.FileSystemClient;
import io.delta.kernel.engine.JsonHandler;
import io.delta.kernel.engine.ParquetHandler;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Kernel's own engine, but checkpoints are read without Hadoop's defaults. Parquet makes a fresh
 * configuration for every file it opens and asks it for one switch, whereupon Hadoop parses its
 * files of defaults: 5 ms each time, more than the checkpoint takes. While parquet works, the class
 * loader of the thread answers with an empty file instead.
 */
final class QuickEngine implements Engine {
  private static final ClassLoader NO_DEFAULTS = new NoDefaults();

  private final Engine engine;

  private QuickEngine(Engine engine) {
    this.engine = engine;
  }

  static Engine of(Configuration settings) {
    return new QuickEngine(DefaultEngine.create(settings));
  }

  @Override
  public ExpressionHandler getExpressionHandler() {
    return engine.getExpressionHandler();
  }

  @Override
  public JsonHandler getJsonHandler() {
    return engine.getJsonHandler();
  }

  @Override
  public FileSystemClient getFileSystemClient() {
    return engine.getFileSystemClient();
  }

  @Override
  public ParquetHandler getParquetHandler() {
    return new Quick(engine.getParquetHandler());
  }

  private static <T> T quickly(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(NO_DEFAULTS);
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private record Quick(ParquetHandler handler) implements ParquetHandler {
    @Override
    public CloseableIterator<ColumnarBatch> readParquetFiles(
        CloseableIterator<FileStatus> files, StructType schema, Optional<Predicate> predicate)
        throws IOException {
      return new Batches(handler.readParquetFiles(files, schema, predicate));
    }

    @Override
    public CloseableIterator<DataFileStatus> writeParquetFiles(
        String directory, CloseableIterator<FilteredColumnarBatch> data, List<Column> statistics)
        throws IOException {
      return handler.writeParquetFiles(directory, data, statistics);
    }

    @Override
    public void writeParquetFileAtomically(
        String path, CloseableIterator<FilteredColumnarBatch> data) throws IOException {
      handler.writeParquetFileAtomically(path, data);
    }
  }

  private record Batches(CloseableIterator<ColumnarBatch> batches)
      implements CloseableIterator<ColumnarBatch> {
    @Override
    public boolean hasNext() {
      return quickly(batches::hasNext);
    }

    @Override
    public ColumnarBatch next() {
      return quickly(batches::next);
    }

    @Override
    public void close() throws IOException {
      batches.close();
    }
  }

  /** Finds everything the program's own loader finds, and no defaults in Hadoop's files of them. */
  private static final class NoDefaults extends ClassLoader {
    private static final @Nullable URL EMPTY = QuickEngine.class.getResource("no-defaults.xml");

    NoDefaults() {
      super(QuickEngine.class.getClassLoader());
    }

    @Override
    public @Nullable URL getResource(String name) {
      if (name.endsWith("-default.xml")) {
        return EMPTY;
      }
      return name.endsWith("-site.xml") ? null : super.getResource(name);
    }
  }
}
