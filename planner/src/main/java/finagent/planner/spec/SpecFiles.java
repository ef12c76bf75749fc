package finagent.planner.spec;

import finagent.planner.spec.Node.Field;
import finagent.planner.spec.Node.Fields;
import finagent.planner.spec.Node.Scalar;
import finagent.planner.spec.Node.Where;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds files, follows {@code extends} and lays overrides over them. */
final class SpecFiles {
  private final List<Path> directories;

  SpecFiles(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  Fields load(Path file, List<String> overrides) {
    return overridden(extended(map(file.toString(), text(file)), file, chain(file)), overrides);
  }

  Fields parse(String label, String yaml, List<String> overrides) {
    return overridden(extended(map(label, yaml), Path.of(""), new LinkedHashSet<>()), overrides);
  }

  private static Set<Path> chain(Path file) {
    Set<Path> chain = new LinkedHashSet<>();
    chain.add(file.toAbsolutePath().normalize());
    return chain;
  }

  private static Fields map(String label, String yaml) {
    Node root = YamlTree.of(label, yaml);
    if (root instanceof Fields fields) {
      return fields;
    }
    throw root.where().refuse("", "a strategy is a map (name: ..), not " + root.kind());
  }

  static String text(Path file) {
    Where start = new Where(file.toString(), 1, 1);
    try {
      if (Files.size(file) > YamlTree.MAX_BYTES) {
        throw start.refuse(
            "", "%,d bytes; at most %,d are read".formatted(Files.size(file), YamlTree.MAX_BYTES));
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw start.refuse("", "the file is not UTF-8 text");
    } catch (IOException e) {
      throw new SpecException(
          "No strategy file can be read at '%s' (%s)".formatted(file, e.getMessage()));
    }
  }

  private Fields extended(Fields own, Path file, Set<Path> chain) {
    Field link = own.fields().get("extends");
    if (link == null) {
      return own;
    }
    if (!(link.value() instanceof Scalar name) || name.isNull()) {
      throw link.where()
          .refuse(
              "extends", "names one file, e.g. base/us-equity.yaml, not " + link.value().kind());
    }
    Path base = found(name, file);
    Path real = base.toAbsolutePath().normalize();
    if (!chain.add(real)) {
      throw link.where()
          .refuse("extends", "files extend each other in a circle: " + circle(chain, real));
    }
    Fields under = extended(map(base.toString(), text(base)), base, chain);
    return under.mergedWith(own.without("extends"));
  }

  private static String circle(Set<Path> chain, Path again) {
    List<String> names = new ArrayList<>();
    chain.forEach(path -> names.add(String.valueOf(path.getFileName())));
    names.add(String.valueOf(again.getFileName()));
    return String.join(" -> ", names);
  }

  private Path found(Scalar name, Path file) {
    List<Path> candidates = new ArrayList<>();
    try {
      candidates.add(file.resolveSibling(name.text()));
      directories.forEach(directory -> candidates.add(directory.resolve(name.text())));
    } catch (InvalidPathException e) {
      throw name.where().refuse("extends", "'%s' is no file name".formatted(name.text()));
    }
    return candidates.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                name.where()
                    .refuse(
                        "extends",
                        "no file '%s'. Looked for %s".formatted(name.text(), candidates)));
  }

  private static Fields overridden(Fields tree, List<String> overrides) {
    Fields changed = tree;
    for (String override : overrides) {
      Where where = new Where("--set " + override, 0, 0);
      int equals = override.indexOf('=');
      if (equals < 1 || equals == override.length() - 1) {
        throw where.refuse("", "write path=value, e.g. schedule.rebalance=weekly");
      }
      List<String> path = List.of(override.substring(0, equals).strip().split("\\.", -1));
      if (path.stream().anyMatch(String::isBlank)) {
        throw where.refuse("", "a part of the path is empty; write e.g. alphas.mom.lookback=126d");
      }
      Node value = placed(YamlTree.of(where.file(), override.substring(equals + 1)), where);
      changed = set(changed, path, 0, value, where);
    }
    return changed;
  }

  /** The value with the override as its place, so that refusals name it. */
  private static Node placed(Node value, Where where) {
    if (value instanceof Scalar scalar) {
      return new Scalar(scalar.text(), scalar.quoted(), where);
    }
    if (value instanceof Node.Items list) {
      return new Node.Items(list.items().stream().map(item -> placed(item, where)).toList(), where);
    }
    Fields map = (Fields) value;
    Map<String, Field> fields = new LinkedHashMap<>();
    map.fields().forEach((k, f) -> fields.put(k, new Field(where, placed(f.value(), where))));
    return new Fields(fields, map.replace(), where);
  }

  private static Fields set(Fields map, List<String> path, int depth, Node value, Where where) {
    String key = path.get(depth);
    if (depth == path.size() - 1) {
      return map.with(key, value, where);
    }
    Node inner = map.at(key).orElseGet(() -> new Fields(Map.of(), false, where));
    if (!(inner instanceof Fields fields)) {
      throw where.refuse(
          "",
          "'%s' is %s, so nothing can be set inside it; set it whole"
              .formatted(String.join(".", path.subList(0, depth + 1)), inner.kind()));
    }
    return map.with(key, set(fields, path, depth + 1, value, where), where);
  }
}
