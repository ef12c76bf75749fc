package finagent.tables;

import io.delta.kernel.engine.Engine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;

/** What a JVM holds while it uses a warehouse. */
final class OpenWarehouse {
  /** Hadoop's settings, parsed once a JVM. */
  static final Configuration DEFAULTS = parsed();

  private final Warehouse warehouse;
  private final Configuration settings = new Configuration(DEFAULTS);
  private final Engine engine;
  private final Map<TableDef, KernelTable> tables = new ConcurrentHashMap<>();
  private volatile boolean writable;

  OpenWarehouse(Warehouse warehouse) {
    this.warehouse = warehouse;
    settings.set("io.delta.kernel.logStore.file.impl", LinkLogStore.class.getName());
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
