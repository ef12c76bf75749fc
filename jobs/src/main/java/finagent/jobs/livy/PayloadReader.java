package finagent.jobs.livy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a payload from parameters named as the provider's hook names them. */
final class PayloadReader {
  private static final Set<String> NAMES =
      Set.of(
          "file",
          "proxy_user",
          "class_name",
          "args",
          "jars",
          "py_files",
          "files",
          "driver_memory",
          "driver_cores",
          "executor_memory",
          "executor_cores",
          "num_executors",
          "archives",
          "queue",
          "name",
          "conf");
  private static final int DIGITS = 17;

  private final Map<String, ?> parameters;

  private PayloadReader(Map<String, ?> parameters) {
    this.parameters = parameters;
  }

  static Payload read(Map<String, ?> parameters) {
    for (String name : new TreeSet<>(parameters.keySet())) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "A batch has no '%s'; it has %s".formatted(name, new TreeSet<>(NAMES)));
      }
    }
    PayloadReader from = new PayloadReader(parameters);
    return new Payload(
        from.text("file"),
        from.text("proxy_user"),
        from.text("class_name"),
        from.arguments("args"),
        from.texts("jars"),
        from.texts("py_files"),
        from.texts("files"),
        from.memory("driver_memory"),
        from.count("driver_cores"),
        from.memory("executor_memory"),
        from.count("executor_cores"),
        from.count("num_executors"),
        from.texts("archives"),
        from.text("queue"),
        from.text("name"),
        from.conf());
  }

  private String text(String name) {
    Object value = parameters.get(name);
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    throw wrong(name, value, "a text");
  }

  /** As in the hook, a size of 0 is none. */
  private String memory(String name) {
    return Integer.valueOf(0).equals(parameters.get(name)) ? "" : text(name);
  }

  private int count(String name) {
    Object value = parameters.get(name);
    if (value == null || value.equals("")) {
      return 0;
    }
    if (value instanceof Integer number) {
      return number;
    }
    if (value instanceof String text && text.matches("[0-9]{1,9}")) {
      return Integer.parseInt(text);
    }
    throw wrong(name, value, "a whole number");
  }

  private List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(name)) {
      if (!(item instanceof String text)) {
        throw wrong(name, item, "a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  private List<String> arguments(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(name)) {
      texts.add(argument(name, item));
    }
    return texts;
  }

  private List<?> list(String name) {
    Object value = parameters.get(name);
    if (value == null || isNothing(value)) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(name, value, "a list");
  }

  /** What Python takes for nothing is left out. */
  private static boolean isNothing(Object value) {
    return value.equals("") || value.equals(0) || value.equals(false) || value.equals(Map.of());
  }

  /** As Python's {@code str} writes it. */
  private static String argument(String name, @Nullable Object item) {
    if (item instanceof String || item instanceof Integer || item instanceof Long) {
      return item.toString();
    }
    if (item instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (item instanceof Double number && Double.isFinite(number)) {
      return written(number);
    }
    throw wrong(name, item, "a list of texts and numbers");
  }

  /** The shortest digits that read back as the number, with an exponent as Python has it. */
  private static String written(double number) {
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(number);
    BigDecimal digits = exact;
    for (int n = 1; n <= DIGITS; n++) {
      digits = exact.round(new MathContext(n));
      if (digits.doubleValue() == number) {
        break;
      }
    }
    digits = digits.stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = digits.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String mantissa = digits.movePointLeft(exponent).toPlainString();
    return String.format(
        Locale.ROOT, "%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private Map<String, Object> conf() {
    Object value = parameters.get("conf");
    if (value == null || isNothing(value) || value.equals(List.of())) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong("conf", value, "a map");
    }
    Map<String, Object> conf = new LinkedHashMap<>();
    map.forEach(
        (key, setting) -> {
          if (!(key instanceof String name) || setting == null) {
            throw wrong("conf", key instanceof String ? setting : key, "names and values");
          }
          conf.put(name, setting);
        });
    return conf;
  }

  /** What a value is, without showing it: it may be a secret. */
  static String kind(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    return value.equals("") ? "an empty text" : "a " + value.getClass().getSimpleName();
  }

  private static IllegalArgumentException wrong(
      String name, @Nullable Object value, String wanted) {
    return new IllegalArgumentException(
        "Invalid %s: %s in it (must be %s)".formatted(name, kind(value), wanted));
  }
}
