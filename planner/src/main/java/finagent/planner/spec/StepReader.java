package finagent.planner.spec;

import finagent.planner.Card;
import finagent.planner.spec.Node.Fields;
import finagent.planner.spec.Node.Scalar;
import finagent.planner.spec.StrategySpec.AgentUse;
import finagent.planner.spec.StrategySpec.Step;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a task of the long form. */
final class StepReader {
  private static final List<String> KEYS = List.of("name", "agent", "inputs", "params", "keep");

  private final UsesReader uses;

  StepReader(UsesReader uses) {
    this.uses = uses;
  }

  Step step(Node node) {
    Fields fields = SettingsReader.map(node, "tasks", KEYS);
    fields
        .fields()
        .forEach(
            (key, field) -> {
              if (!KEYS.contains(key)) {
                throw SettingsReader.unknown(field.where(), "tasks", key, KEYS);
              }
            });
    Node named = ListsReader.needed(fields, "tasks", "name");
    String name = Grammar.scalar(named, "tasks.name", "a name");
    if (!name.matches("[A-Za-z][A-Za-z0-9_.-]{0,99}")) {
      throw named
          .where()
          .refuse(
              "tasks.name", "'%s' is no name; use letters, digits, '-', '_' and '.'".formatted(name));
    }
    String path = "tasks." + name;
    Node agent = ListsReader.needed(fields, path, "agent");
    Grammar.scalar(agent, path + ".agent", "the name of an agent");
    Card card = uses.card((Scalar) agent, path + ".agent", "");
    Fields empty = new Fields(Map.of(), false, fields.where());
    Node params = fields.at("params").orElse(empty);
    AgentUse use =
        uses.allParams(card, SettingsReader.map(params, path + ".params", List.of()), path + ".params");
    boolean keep =
        fields
            .at("keep")
            .map(n -> new WordGrammar(List.of("true", "false")).read(n, path + ".keep"))
            .orElse("false")
            .equals("true");
    return new Step(name, use, inputs(fields.at("inputs").orElse(empty), path + ".inputs"), keep);
  }

  private static SortedMap<String, String> inputs(Node node, String path) {
    SortedMap<String, String> inputs = new TreeMap<>();
    SettingsReader.map(node, path, List.of("port: task"))
        .fields()
        .forEach(
            (port, field) -> {
              String ref = Grammar.scalar(field.value(), path + "." + port, "task or task:port");
              if (!ref.matches("[^:\\s]+(:[^:\\s]+)?")) {
                throw field
                    .where()
                    .refuse(path + "." + port, "'%s' is no input; write task or task:port".formatted(ref));
              }
              inputs.put(port, ref);
            });
    return inputs;
  }
}
