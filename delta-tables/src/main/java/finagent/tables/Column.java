package finagent.tables;

/**
 * One column of a table.
 *
 * @param comment what it holds, with its unit; stored in the table for every reader
 */
public record Column(String name, Type type, boolean nullable, String comment) {
  public Column {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "Invalid column name '%s' (must be lower case letters, digits and _)".formatted(name));
    }
    if (comment.isBlank()) {
      throw new IllegalArgumentException(
          "Column '%s' has no comment; say what it holds and in which unit".formatted(name));
    }
  }

  static Column text(String name, String comment) {
    return new Column(name, Type.STRING, false, comment);
  }

  static Column number(String name, String comment) {
    return new Column(name, Type.DOUBLE, false, comment);
  }

  static Column whole(String name, String comment) {
    return new Column(name, Type.LONG, false, comment);
  }

  static Column small(String name, String comment) {
    return new Column(name, Type.INT, false, comment);
  }

  static Column day(String name, String comment) {
    return new Column(name, Type.DATE, false, comment);
  }

  static Column instant(String name, String comment) {
    return new Column(name, Type.TIMESTAMP, false, comment);
  }

  Column orNull() {
    return new Column(name, type, true, comment);
  }

  /** What a column holds, and how {@link Rows} keeps it. */
  public enum Type {
    /** Text, as {@code String[]}. */
    STRING,
    /** 64 bits, as {@code long[]}. */
    LONG,
    /** 32 bits, as {@code int[]}. */
    INT,
    /** As {@code double[]}. */
    DOUBLE,
    /** Days since 1970-01-01, as {@code int[]}. */
    DATE,
    /** Microseconds UTC since 1970, as {@code long[]}. */
    TIMESTAMP,
    /** 0 or 1, as {@code int[]}. */
    BOOLEAN
  }
}
