package finagent.tables;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Reads one Parquet file of a table column by column, straight into arrays. (Kernel's own reader
 * assembles records and parses Hadoop's settings anew for every file, 8 ms each.)
 */
final class DataFile {
  private static final long JULIAN_1970 = 2_440_588L;
  private static final long DAY_MICROS = 86_400_000_000L;

  private final Configuration settings;
  private final TableDef table;
  private final Filter filter;
  private final List<String> columns;

  DataFile(Configuration settings, TableDef table, Filter filter, List<String> columns) {
    this.settings = settings;
    this.table = table;
    this.filter = filter;
    this.columns = columns;
  }

  /**
   * The rows of a file that fit. The filter's columns are read first; of the others only the values
   * wanted are decoded.
   *
   * @param partition values that stand in the file's entry in the log instead of in the file
   */
  Rows read(String path, Map<String, String> partition) throws IOException {
    Rows rows = Rows.of(table, columns);
    HadoopInputFile file = HadoopInputFile.fromPath(new Path(path), settings);
    try (ParquetFileReader reader =
        ParquetFileReader.open(file, HadoopReadOptions.builder(settings).build())) {
      MessageType stored = reader.getFileMetaData().getSchema();
      List<Type> wanted = new ArrayList<>();
      Stream.concat(columns.stream(), filter.columns().stream())
          .distinct()
          .filter(stored::containsField)
          .forEach(name -> wanted.add(stored.getType(name)));
      MessageType schema = new MessageType(stored.getName(), wanted);
      reader.setRequestedSchema(schema);
      String writer = reader.getFileMetaData().getCreatedBy();
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(pages, new Ignored(), schema, writer);
        take(new Group(schema, store, partition, Math.toIntExact(pages.getRowCount())), rows);
      }
    }
    return rows;
  }

  private void take(Group group, Rows rows) {
    List<String> first = filter.columns();
    Rows deciding = Rows.of(table, first);
    deciding.grow(group.rows());
    for (int c = 0; c < first.size(); c++) {
      fill(group, deciding, c, 0, group.all());
    }
    int[] chosen = first.isEmpty() ? group.all() : filter.fitting(deciding);
    if (chosen.length == 0) {
      return;
    }
    int at = rows.grow(chosen.length);
    for (int c = 0; c < columns.size(); c++) {
      int known = first.indexOf(columns.get(c));
      if (known < 0) {
        fill(group, rows, c, at, chosen);
      } else {
        rows.copy(deciding, known, chosen, c, at);
      }
    }
  }

  private static void fill(Group group, Rows rows, int column, int at, int[] chosen) {
    String name = rows.columns().get(column).name();
    if (group.schema().containsField(name)) {
      int most = group.schema().getMaxDefinitionLevel(name);
      ColumnReader values =
          group.store().getColumnReader(group.schema().getColumnDescription(new String[] {name}));
      new Filling(rows, column, values, most).run(at, chosen);
    } else if (group.partition().containsKey(name)) {
      rows.fill(name, group.partition().getOrDefault(name, ""), at);
    } else {
      for (int r = at; r < rows.size(); r++) {
        rows.setNull(column, r);
      }
    }
  }

  /** A row group of the file. */
  private record Group(
      MessageType schema, ColumnReadStoreImpl store, Map<String, String> partition, int rows) {
    int[] all() {
      int[] all = new int[rows];
      Arrays.setAll(all, r -> r);
      return all;
    }
  }

  /** One column on its way from the file into an array. */
  private record Filling(Rows rows, int column, ColumnReader values, int most) {
    void run(int at, int[] chosen) {
      Object array = rows.array(column);
      boolean truth = rows.columns().get(column).type() == Column.Type.BOOLEAN;
      boolean int96 =
          values.getDescriptor().getPrimitiveType().getPrimitiveTypeName()
              == PrimitiveTypeName.INT96;
      Binary lastBytes = Binary.EMPTY;
      String last = "";
      int next = 0;
      for (int k = 0; k < chosen.length; k++) {
        for (; next < chosen[k]; next++) {
          if (values.getCurrentDefinitionLevel() == most) { // a null has no value to skip
            values.skip();
          }
          values.consume();
        }
        int row = at + k;
        if (values.getCurrentDefinitionLevel() < most) {
          rows.setNull(column, row);
        } else if (array instanceof double[] numbers) {
          numbers[row] = values.getDouble();
        } else if (array instanceof long[] longs) {
          longs[row] = int96 ? micros(values.getBinary()) : values.getLong();
        } else if (array instanceof int[] ints) {
          ints[row] = truth ? (values.getBoolean() ? 1 : 0) : values.getInteger();
        } else {
          Binary bytes = values.getBinary();
          last = bytes.equals(lastBytes) ? last : bytes.toStringUsingUTF8();
          lastBytes = bytes;
          ((String[]) array)[row] = last;
        }
        values.consume();
        next++;
      }
    }
  }

  /** Spark's old form of an instant: nanoseconds of the day, then the Julian day. */
  private static long micros(Binary int96) {
    ByteBuffer bytes = int96.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bytes.getLong(bytes.position());
    int day = bytes.getInt(bytes.position() + Long.BYTES);
    return (day - JULIAN_1970) * DAY_MICROS + nanos / 1000;
  }

  /** Column readers want somewhere to push values to; here they are pulled. */
  private static final class Ignored extends GroupConverter {
    @Override
    public Converter getConverter(int field) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
