package finagent.tables;

import io.delta.kernel.engine.Engine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;

/** What a JVM holds while it uses a warehouse. */
final class OpenWarehouse {
  /** Setting that names the log store of a scheme. */
  static final String LOG_STORE = "io.delta.kernel.logStore.%s.impl";

  /** Not by its class, whose libraries are there only where somebody uses S3. */
  static final String S3_LOG_STORE = "finagent.tables.S3LogStore";

  /** Where S3A keeps what it uploads; on disk it would ask for Hadoop's own local files. */
  static final String UPLOAD_BUFFER = "fs.s3a.fast.upload.buffer";

  static final String IN_MEMORY = "bytebuffer";

  /** Hadoop's settings, parsed once a JVM. */
  private static final Configuration DEFAULTS = parsed();

  private final Warehouse warehouse;
  private final Configuration settings = new Configuration(DEFAULTS);
  private final Engine engine;
  private final Map<TableDef, KernelTable> tables = new ConcurrentHashMap<>();
  private volatile boolean writable;

  OpenWarehouse(Warehouse warehouse) {
    this.warehouse = warehouse;
    settings.setIfUnset(LOG_STORE.formatted("s3a"), S3_LOG_STORE);
    settings.set(UPLOAD_BUFFER, IN_MEMORY);
    warehouse.submitted().forEach(settings::set);
    settings.set(LOG_STORE.formatted("file"), LinkLogStore.class.getName());
    settings.set("fs.file.impl", LocalFiles.class.getName());
    this.engine = QuickEngine.of(settings);
  }

  private static Configuration parsed() {
    Configuration defaults = new Configuration();
    defaults.size();
    return defaults;
  }

  Configuration settings() {
    return settings;
  }

  /** The same, once it is known that rows can be written. */
  OpenWarehouse writable() {
    if (!writable) {
      warehouse.requireWritable();
      writable = true;
    }
    return this;
  }

  KernelTable table(TableDef table) {
    return tables.computeIfAbsent(
        table, definition -> new KernelTable(engine, settings, definition, warehouse.place()));
  }
}
