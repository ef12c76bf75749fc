package finagent.tables;

import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.util.List;

/** Our columns as Delta Kernel's types. */
final class KernelTypes {
  private KernelTypes() {}

  static StructType schema(List<Column> columns) {
    StructType schema = new StructType();
    for (Column column : columns) {
      FieldMetadata comment =
          FieldMetadata.builder().putString("comment", column.comment()).build();
      schema =
          schema.add(
              new StructField(column.name(), type(column.type()), column.nullable(), comment));
    }
    return schema;
  }

  static DataType type(Column.Type type) {
    return switch (type) {
      case STRING -> StringType.STRING;
      case LONG -> LongType.LONG;
      case INT -> IntegerType.INTEGER;
      case DOUBLE -> DoubleType.DOUBLE;
      case DATE -> DateType.DATE;
      case TIMESTAMP -> TimestampType.TIMESTAMP;
      case BOOLEAN -> BooleanType.BOOLEAN;
    };
  }
}
