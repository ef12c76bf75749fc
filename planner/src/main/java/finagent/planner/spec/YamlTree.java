package finagent.planner.spec;

import finagent.planner.spec.Node.Field;
import finagent.planner.spec.Node.Fields;
import finagent.planner.spec.Node.Items;
import finagent.planner.spec.Node.Scalar;
import finagent.planner.spec.Node.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML document into nodes that keep their place, from the parser's events rather than
 * from objects, so that tags, duplicate keys and aliases are seen and bounded before anything is
 * built. No type is guessed: {@code NO} and {@code 1e3} stay the texts they are.
 */
final class YamlTree {
  static final int MAX_BYTES = 1 << 20;
  static final int MAX_DEPTH = 50;
  static final int MAX_ALIASES = 50;
  static final int MAX_NODES = 50_000;

  private final String file;
  private final ParserImpl parser;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int aliases;
  private int nodes;

  private YamlTree(String file, String yaml) {
    this.file = file;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    this.parser = new ParserImpl(new StreamReader(yaml), options);
  }

  /** A node that was given a name, and how many nodes it stands for. */
  private record Anchored(Node node, int size) {}

  static Node of(String file, String yaml) {
    Where start = new Where(file, 1, 1);
    if (yaml.length() > MAX_BYTES) {
      throw start.refuse(
          "", "%,d characters; at most %,d are read".formatted(yaml.length(), MAX_BYTES));
    }
    try {
      return new YamlTree(file, yaml).document(start);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      Where where = mark == null ? start : at(file, mark);
      throw where.refuse("", "this is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw start.refuse("", "this is not YAML: " + e.getMessage());
    }
  }

  private Node document(Where start) {
    parser.getEvent();
    if (parser.checkEvent(ID.StreamEnd)) {
      throw start.refuse(
          "", "the file is empty. A strategy needs at least name, data.set and portfolio");
    }
    parser.getEvent();
    Node root = node(parser.getEvent(), 0);
    parser.getEvent();
    if (!parser.checkEvent(ID.StreamEnd)) {
      throw at(file, parser.peekEvent().getStartMark())
          .refuse("", "a second document starts here; one file is one strategy");
    }
    return root;
  }

  private Node node(Event event, int depth) {
    Where where = at(file, event.getStartMark());
    if (depth > MAX_DEPTH) {
      throw where.refuse("", "nested deeper than %d levels".formatted(MAX_DEPTH));
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias, where);
    }
    int before = nodes;
    count(1, where);
    Node node = plain(event, depth, where);
    if (event instanceof NodeEvent named && named.getAnchor() != null) {
      anchors.put(named.getAnchor(), new Anchored(node, nodes - before));
    }
    return node;
  }

  private Node plain(Event event, int depth, Where where) {
    if (event instanceof ScalarEvent scalar) {
      refuseTag(scalar.getTag(), false, where);
      return new Scalar(scalar.getValue(), !scalar.isPlain(), where);
    }
    if (event instanceof SequenceStartEvent sequence) {
      refuseTag(sequence.getTag(), false, where);
      List<Node> items = new ArrayList<>();
      for (Event e = parser.getEvent(); !e.is(ID.SequenceEnd); e = parser.getEvent()) {
        items.add(node(e, depth + 1));
      }
      return new Items(items, where);
    }
    if (event instanceof MappingStartEvent mapping) {
      boolean replace = refuseTag(mapping.getTag(), true, where);
      return new Fields(fields(depth), replace, where);
    }
    throw where.refuse("", "this is not YAML: unexpected " + event);
  }

  private Map<String, Field> fields(int depth) {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (Event e = parser.getEvent(); !e.is(ID.MappingEnd); e = parser.getEvent()) {
      Node key = node(e, depth + 1);
      if (!(key instanceof Scalar word) || word.isNull()) {
        throw key.where().refuse("", "a key must be a word, not " + key.kind());
      }
      if (word.text().equals("<<")) {
        throw key.where().refuse("", "merge keys (<<) are not read; use 'extends: file.yaml'");
      }
      Field earlier = fields.get(word.text());
      if (earlier != null) {
        throw key.where()
            .refuse(
                "",
                "duplicate key '%s' (first in line %d); keep one"
                    .formatted(word.text(), earlier.where().line()));
      }
      fields.put(
          word.text(), new Field(at(file, e.getStartMark()), node(parser.getEvent(), depth + 1)));
    }
    return fields;
  }

  private Node aliased(AliasEvent alias, Where where) {
    if (++aliases > MAX_ALIASES) {
      throw where.refuse("", "more than %d aliases; write the values out".formatted(MAX_ALIASES));
    }
    Anchored target = anchors.get(alias.getAnchor());
    if (target == null) {
      throw where.refuse(
          "", "alias *%s names nothing that is complete here".formatted(alias.getAnchor()));
    }
    count(target.size(), where);
    return target.node();
  }

  private void count(int more, Where where) {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw where.refuse(
          "", "stands for more than %,d values once aliases are followed".formatted(MAX_NODES));
    }
  }

  private static boolean refuseTag(
      @org.jspecify.annotations.Nullable String tag, boolean map, Where where) {
    if (tag == null) {
      return false;
    }
    if (!tag.equals("!replace")) {
      throw where.refuse("", "tag '%s' is not allowed; !replace is the only tag".formatted(tag));
    }
    if (!map) {
      throw where.refuse("", "!replace is for maps; lists and values replace anyway");
    }
    return true;
  }

  private static Where at(String file, Mark mark) {
    return new Where(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
