package finagent.planner.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of a strategy file that knows where it stands. */
sealed interface Node {
  Where where();

  /** For messages: a text, a list or a map. */
  String kind();

  /** A place in a file, or an override on the command line (line 0). */
  record Where(String file, int line, int column) {
    SpecException refuse(String path, String message) {
      String at = path.isEmpty() ? "" : path + ": ";
      return new SpecException(this + ": " + at + message);
    }

    @Override
    public String toString() {
      return line == 0 ? file : "%s:%d:%d".formatted(file, line, column);
    }
  }

  /** A text; {@code quoted} tells {@code "null"} from null. */
  record Scalar(String text, boolean quoted, Where where) implements Node {
    boolean isNull() {
      return !quoted && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }

    @Override
    public String kind() {
      return isNull() ? "null" : "the text '%s'".formatted(text);
    }
  }

  /** A list. */
  record Items(List<Node> items, Where where) implements Node {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * A map.
   *
   * @param replace tagged {@code !replace}: stands in place of the map it would be merged into
   */
  record Fields(Map<String, Field> fields, boolean replace, Where where) implements Node {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    Optional<Node> at(String key) {
      return Optional.ofNullable(fields.get(key)).map(Field::value);
    }

    Where whereKey(String key) {
      Field field = fields.get(key);
      return field == null ? where : field.where();
    }

    /** A copy with one entry set. */
    Fields with(String key, Node value, Where at) {
      Map<String, Field> changed = new LinkedHashMap<>(fields);
      changed.put(key, new Field(at, value));
      return new Fields(changed, replace, where);
    }

    Fields without(String key) {
      Map<String, Field> changed = new LinkedHashMap<>(fields);
      changed.remove(key);
      return new Fields(changed, replace, where);
    }

    /** This map with another merged over it: maps merge, all else replaces. */
    Fields mergedWith(Fields over) {
      if (over.replace) {
        return over;
      }
      Map<String, Field> merged = new LinkedHashMap<>(fields);
      over.fields.forEach(
          (key, field) -> {
            Field base = merged.get(key);
            merged.put(key, base == null ? field : new Field(field.where(), merge(base, field)));
          });
      return new Fields(merged, replace, over.where);
    }

    private static Node merge(Field base, Field over) {
      return base.value() instanceof Fields under && over.value() instanceof Fields upper
          ? under.mergedWith(upper)
          : over.value();
    }

    @Override
    public String kind() {
      return "a map";
    }
  }

  /** An entry of a map. */
  record Field(Where where, Node value) {}
}
