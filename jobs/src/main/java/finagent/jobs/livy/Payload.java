package finagent.jobs.livy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is asked of Livy: the body of {@code POST /batches}. Names, omissions and checks are those
 * of the hook of Airflow's Livy provider, so that what one submits the other can watch. Empty texts
 * and lists and the number 0 are left out of the body; numbers are sent as numbers.
 *
 * @param file of the program, as a URI that Livy's machine can read
 * @param driverMemory digits and one of k, m, g, t, and perhaps a b: {@code 512m}
 * @param conf Spark settings; values are texts that are not empty, whole numbers, or booleans
 */
public record Payload(
    String file,
    String proxyUser,
    String className,
    List<String> args,
    List<String> jars,
    List<String> pyFiles,
    List<String> files,
    String driverMemory,
    int driverCores,
    String executorMemory,
    int executorCores,
    int numExecutors,
    List<String> archives,
    String queue,
    String name,
    Map<String, Object> conf) {
  private static final Pattern SIZE = Pattern.compile("[0-9]+[kmgtKMGT][bB]?");

  public Payload {
    if (file.isBlank()) {
      throw new IllegalArgumentException("A batch needs a file: the program to run");
    }
    size("driverMemory", driverMemory);
    size("executorMemory", executorMemory);
    count("driverCores", driverCores);
    count("executorCores", executorCores);
    count("numExecutors", numExecutors);
    conf.forEach(Payload::setting);
    args = List.copyOf(args);
    jars = List.copyOf(jars);
    pyFiles = List.copyOf(pyFiles);
    files = List.copyOf(files);
    archives = List.copyOf(archives);
    conf = Collections.unmodifiableMap(new LinkedHashMap<>(conf));
  }

  /** A program of one jar. */
  public static Payload of(String file, String className, List<String> args) {
    return new Payload(
        file, "", className, args, List.of(), List.of(), List.of(), "", 0, "", 0, 0, List.of(), "",
        "", Map.of());
  }

  /**
   * A payload by the parameter names of the provider's hook ({@code driver_memory}, ..), as a
   * configuration file has them.
   *
   * @throws IllegalArgumentException for an unknown name, a wrong type or a wrong value
   */
  public static Payload read(Map<String, ?> parameters) {
    return PayloadReader.read(parameters);
  }

  public Payload withName(String stable) {
    return new Payload(
        file,
        proxyUser,
        className,
        args,
        jars,
        pyFiles,
        files,
        driverMemory,
        driverCores,
        executorMemory,
        executorCores,
        numExecutors,
        archives,
        queue,
        stable,
        conf);
  }

  /** The body. */
  public ObjectNode json() {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("file", file);
    put(body, "proxyUser", proxyUser);
    put(body, "className", className);
    put(body, "args", args);
    put(body, "jars", jars);
    put(body, "pyFiles", pyFiles);
    put(body, "files", files);
    put(body, "driverMemory", driverMemory);
    put(body, "driverCores", driverCores);
    put(body, "executorMemory", executorMemory);
    put(body, "executorCores", executorCores);
    put(body, "numExecutors", numExecutors);
    put(body, "archives", archives);
    put(body, "queue", queue);
    put(body, "name", name);
    if (!conf.isEmpty()) {
      ObjectNode settings = body.putObject("conf");
      conf.forEach((key, value) -> settings.putPOJO(key, value));
    }
    return body;
  }

  private static void put(ObjectNode body, String field, String value) {
    if (!value.isEmpty()) {
      body.put(field, value);
    }
  }

  private static void put(ObjectNode body, String field, int value) {
    if (value != 0) {
      body.put(field, value);
    }
  }

  private static void put(ObjectNode body, String field, List<String> values) {
    if (!values.isEmpty()) {
      values.forEach(body.withArray(field)::add);
    }
  }

  private static void size(String name, String value) {
    if (!value.isEmpty() && !SIZE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Invalid %s: '%s' (must be digits and a unit, e.g. 512m or 2g)".formatted(name, value));
    }
  }

  private static void count(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "Invalid %s: %d (must be >= 0; 0 leaves it to Livy)".formatted(name, value));
    }
  }

  private static void setting(String key, Object value) {
    boolean fits =
        value instanceof String text
            ? !text.isEmpty()
            : value instanceof Integer || value instanceof Long || value instanceof Boolean;
    if (key.isBlank() || !fits) {
      throw new IllegalArgumentException(
          "Invalid conf '%s': its value is %s (must be a text that is not empty, a whole number,"
                  .formatted(key, PayloadReader.kind(value))
              + " or a boolean, under a name that is not blank)");
    }
  }

  /** Without values of settings and arguments: there may be secrets among them. */
  @Override
  public String toString() {
    return "Payload[name=%s, file=%s, className=%s, %d arguments, conf of %s]"
        .formatted(name, file, className, args.size(), conf.keySet());
  }
}
