package finagent.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as one Parquet file, from the arrays they are in. Doubles are stored plain: a
 * dictionary of prices costs more than half of the writing and saves little. (Kernel's own writer
 * leaves no choice.)
 */
final class DataFileWriter {
  private final Configuration settings;
  private final List<String> leftOut;

  /**
   * A writer.
   *
   * @param leftOut partition columns, which stand in the log instead
   */
  DataFileWriter(Configuration settings, List<String> leftOut) {
    this.settings = settings;
    this.leftOut = List.copyOf(leftOut);
  }

  /** Writes rows from (inclusive) to to (exclusive). */
  void write(String path, Rows rows, int from, int to) throws IOException {
    HadoopOutputFile file = HadoopOutputFile.fromPath(new Path(path), settings);
    List<Column> columns =
        rows.columns().stream().filter(column -> !leftOut.contains(column.name())).toList();
    Builder builder =
        new Builder(file, new Support(rows, columns))
            .withConf(settings)
            .withCompressionCodec(CompressionCodecName.SNAPPY);
    for (Column column : columns) {
      if (column.type() == Column.Type.DOUBLE) {
        builder.withDictionaryEncoding(column.name(), false);
      }
    }
    try (ParquetWriter<Integer> writer = builder.build()) {
      for (int r = from; r < to; r++) {
        writer.write(r);
      }
    }
  }

  private static MessageType schema(List<Column> columns) {
    List<Type> types = new ArrayList<>();
    for (Column column : columns) {
      types.add(type(column));
    }
    return new MessageType("finagent", types);
  }

  private static PrimitiveType type(Column column) {
    Type.Repetition repetition =
        column.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    return switch (column.type()) {
      case STRING ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(column.name());
      case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(column.name());
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(column.name());
      case DATE ->
          Types.primitive(PrimitiveTypeName.INT32, repetition)
              .as(LogicalTypeAnnotation.dateType())
              .named(column.name());
      case TIMESTAMP ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(column.name());
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(column.name());
    };
  }

  private static final class Builder extends ParquetWriter.Builder<Integer, Builder> {
    private final Support support;

    Builder(OutputFile file, Support support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Integer> getWriteSupport(Configuration configuration) {
      return support;
    }
  }

  /** Hands one row after the other, named by its position, to Parquet. */
  private static final class Support extends WriteSupport<Integer> {
    private final List<Column> columns;
    private final String[] names;
    private final Object[] arrays;
    private final BitSet[] nulls;
    private final boolean[] truths;
    private final String[] lastText;
    private final Binary[] lastBytes;
    private @Nullable RecordConsumer consumer;

    Support(Rows rows, List<Column> columns) {
      int n = columns.size();
      this.columns = columns;
      this.names = new String[n];
      this.arrays = new Object[n];
      this.nulls = new BitSet[n];
      this.truths = new boolean[n];
      this.lastText = new String[n];
      this.lastBytes = new Binary[n];
      for (int c = 0; c < n; c++) {
        int index = rows.index(columns.get(c).name());
        names[c] = columns.get(c).name();
        arrays[c] = rows.array(index);
        nulls[c] = rows.nulls(index);
        truths[c] = columns.get(c).type() == Column.Type.BOOLEAN;
        lastText[c] = "";
        lastBytes[c] = Binary.EMPTY;
      }
    }

    @Override
    public WriteContext init(Configuration configuration) {
      return new WriteContext(schema(columns), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      this.consumer = recordConsumer;
    }

    @Override
    public void write(Integer row) {
      RecordConsumer to = Objects.requireNonNull(consumer, "prepared before the first row");
      to.startMessage();
      for (int c = 0; c < arrays.length; c++) {
        if (!nulls[c].get(row)) {
          to.startField(names[c], c);
          value(to, c, row);
          to.endField(names[c], c);
        }
      }
      to.endMessage();
    }

    private void value(RecordConsumer to, int c, int row) {
      Object array = arrays[c];
      if (array instanceof double[] numbers) {
        to.addDouble(numbers[row]);
      } else if (array instanceof long[] longs) {
        to.addLong(longs[row]);
      } else if (array instanceof int[] ints) {
        if (truths[c]) {
          to.addBoolean(ints[row] != 0);
        } else {
          to.addInteger(ints[row]);
        }
      } else {
        to.addBinary(bytes(c, ((String[]) array)[row]));
      }
    }

    private Binary bytes(int c, String text) {
      if (!text.equals(lastText[c])) {
        lastText[c] = text;
        lastBytes[c] = Binary.fromString(text);
      }
      return lastBytes[c];
    }
  }
}
