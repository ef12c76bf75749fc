package finagent.planner.spec;

import finagent.planner.DidYouMean;
import finagent.planner.spec.Node.Fields;
import finagent.planner.spec.Node.Items;
import finagent.planner.spec.Node.Scalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * A map of a YAML file that is no strategy, read with the limits of strategy files: no tags, no
 * duplicate keys, bounded size and depth, no type guessed. Every refusal names file, line and
 * column.
 */
public final class YamlMap {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?%?");

  private final String path;
  private final Fields fields;

  private YamlMap(String path, Fields fields) {
    this.path = path;
    this.fields = fields;
  }

  /** Reads a file whose only document is a map. */
  public static YamlMap read(Path file) {
    if (!Files.isReadable(file)) {
      throw new SpecException("No file can be read at '%s'".formatted(file));
    }
    return parse(file.toString(), SpecFiles.text(file));
  }

  /**
   * Reads a text.
   *
   * @param label what to call it in messages
   */
  public static YamlMap parse(String label, String yaml) {
    if (yaml.isBlank()) {
      throw new SpecException(label + ": the file is empty");
    }
    return map("", YamlTree.of(label, yaml));
  }

  private static YamlMap map(String path, Node node) {
    if (node instanceof Fields fields) {
      return new YamlMap(path, fields);
    }
    throw node.where().refuse(path, "must be a map (key: value), not " + node.kind());
  }

  /** Keys in the order of the file. */
  public List<String> keys() {
    return List.copyOf(fields.fields().keySet());
  }

  /** This map, if all its keys are among these. */
  public YamlMap only(Collection<String> known) {
    for (String key : keys()) {
      if (!known.contains(key)) {
        throw refuse(
            key,
            "unknown key; there are %s.%s"
                .formatted(String.join(", ", known), DidYouMean.of(key, known)));
      }
    }
    return this;
  }

  public boolean has(String key) {
    return fields.at(key).isPresent();
  }

  /** A text as it is written. */
  public Optional<String> text(String key) {
    return fields.at(key).map(node -> scalar(key, node));
  }

  private String scalar(String key, Node node) {
    if (node instanceof Scalar scalar && !scalar.isNull()) {
      return scalar.text();
    }
    throw refuse(key, "must be one value, not " + node.kind());
  }

  /** One value, or a list of values, as they are written; empty where the key is left out. */
  public List<String> texts(String key) {
    Optional<Node> found = fields.at(key);
    if (found.isEmpty()) {
      return List.of();
    }
    if (found.orElseThrow() instanceof Items list) {
      return list.items().stream().map(node -> scalar(key, node)).toList();
    }
    return List.of(scalar(key, found.orElseThrow()));
  }

  /** Whether the value of a key is a list. */
  public boolean isList(String key) {
    return fields.at(key).filter(Items.class::isInstance).isPresent();
  }

  /** A decimal number, or one in percent: {@code -15%} is -0.15. */
  public OptionalDouble number(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    String word = text.orElseThrow();
    if (!NUMBER.matcher(word).matches()) {
      throw refuse(key, "invalid number '%s' (e.g. -0.15 or -15%%)".formatted(word));
    }
    return word.endsWith("%")
        ? OptionalDouble.of(Double.parseDouble(word.substring(0, word.length() - 1)) / 100)
        : OptionalDouble.of(Double.parseDouble(word));
  }

  /** A date like 2020-03-02. */
  public Optional<LocalDate> date(String key) {
    return text(key)
        .map(
            word -> {
              try {
                return LocalDate.parse(word);
              } catch (DateTimeException e) {
                throw refuse(key, "invalid date '%s' (e.g. 2020-03-02)".formatted(word));
              }
            });
  }

  /** A map inside this one. */
  public Optional<YamlMap> map(String key) {
    return fields.at(key).map(node -> map(inside(key), node));
  }

  /** A list of maps; empty where the key is left out. */
  public List<YamlMap> maps(String key) {
    Optional<Node> found = fields.at(key);
    if (found.isEmpty()) {
      return List.of();
    }
    Node node = found.orElseThrow();
    if (!(node instanceof Items list)) {
      throw refuse(key, "must be a list of maps, not " + node.kind());
    }
    List<YamlMap> maps = new ArrayList<>();
    for (int k = 0; k < list.items().size(); k++) {
      maps.add(map("%s[%d]".formatted(inside(key), k), list.items().get(k)));
    }
    return maps;
  }

  /** A refusal that names the place of a key; the map's own where it has no such key. */
  public SpecException refuse(String key, String message) {
    return fields.whereKey(key).refuse(inside(key), message);
  }

  private String inside(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
