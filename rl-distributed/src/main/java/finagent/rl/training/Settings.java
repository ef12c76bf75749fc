package finagent.rl.training;

import finagent.rl.algorithm.Start;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of a record by name, for files and digests: {@code learningRate} is {@code
 * learning-rate}; those of a record inside a record are its own, {@code memory.capacity} is {@code
 * memory-capacity}, but for {@code gamma}, which is always {@code gamma}. Numbers and truth values
 * only.
 */
public final class Settings {
  private Settings() {}

  /** Every setting with its canonical value. */
  public static SortedMap<String, String> of(Record record) {
    SortedMap<String, String> settings = new TreeMap<>();
    collect("", record, settings);
    return Collections.unmodifiableSortedMap(settings);
  }

  private static void collect(String prefix, Record record, SortedMap<String, String> into) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = value(component, record);
      String name = name(prefix, component);
      if (value instanceof Record inner) {
        collect(name + "-", inner, into);
      } else {
        into.put(name, String.valueOf(value));
      }
    }
  }

  /**
   * The same record with some settings changed.
   *
   * @throws IllegalArgumentException if there is no such setting, or a value cannot be one
   */
  public static <R extends Record> R with(R record, Map<String, String> changes) {
    SortedMap<String, String> known = of(record);
    for (String name : changes.keySet()) {
      if (!known.containsKey(name)) {
        throw new IllegalArgumentException(
            "No setting '%s'; there are %s".formatted(name, String.join(", ", known.keySet())));
      }
    }
    return changed("", record, changes);
  }

  /**
   * Names of those that may change while a training goes on: rates and shares, no sizes and nothing
   * that only its start reads.
   */
  public static List<String> movable(Record record) {
    return Arrays.stream(record.getClass().getRecordComponents())
        .filter(component -> component.getType() == float.class)
        .filter(component -> !component.isAnnotationPresent(Start.class))
        .map(component -> name("", component))
        .toList();
  }

  /** Refuses two recipes of which one cannot go on with the training of the other. */
  public static void requireMovable(Record from, Record to) {
    Map<String, String> others = of(to);
    List<String> movable = movable(from);
    of(from)
        .forEach(
            (name, value) -> {
              if (!value.equals(others.get(name)) && !movable.contains(name)) {
                throw new IllegalArgumentException(
                    "'%s' cannot change from %s to %s while a training goes on; these can: %s"
                        .formatted(name, value, others.get(name), String.join(", ", movable)));
              }
            });
  }

  @SuppressWarnings("unchecked")
  private static <R extends Record> R changed(
      String prefix, R record, Map<String, String> changes) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int k = 0; k < values.length; k++) {
      Object value = value(components[k], record);
      String name = name(prefix, components[k]);
      String text = changes.get(name);
      if (value instanceof Record inner) {
        values[k] = changed(name + "-", inner, changes);
      } else {
        values[k] = text == null ? value : parsed(name, text, components[k].getType());
      }
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> canonical = record.getClass().getDeclaredConstructor(types);
      return (R) canonical.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(String.valueOf(e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("%s cannot be rebuilt: %s".formatted(record, e), e);
    }
  }

  private static Object value(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("%s cannot be read: %s".formatted(record, e), e);
    }
  }

  private static String name(String prefix, RecordComponent component) {
    String own =
        component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    return own.equals("gamma") ? own : prefix + own;
  }

  private static Object parsed(String name, String text, Class<?> type) {
    try {
      if (type == int.class) {
        return Integer.valueOf(text.replace("_", ""));
      } else if (type == float.class) {
        return Float.valueOf(text);
      } else if (type == double.class) {
        return Double.valueOf(text);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Invalid %s: '%s' (must be a %s)"
              .formatted(name, text, type == int.class ? "whole number" : "number"),
          e);
    }
    if (type == boolean.class && (text.equals("true") || text.equals("false"))) {
      return text.equals("true");
    }
    throw new IllegalArgumentException(
        "Invalid %s: '%s' (must be true or false)".formatted(name, text));
  }
}
