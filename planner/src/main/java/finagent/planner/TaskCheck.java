package finagent.planner;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks tasks against the cards of their agents: parameters, ports, types. */
final class TaskCheck {
  private final String strategy;
  private final Map<String, Task> tasks;
  private final Map<String, Card> cards;

  TaskCheck(String strategy, Map<String, Task> tasks, Catalogue catalogue) {
    this.strategy = strategy;
    this.tasks = tasks;
    this.cards = new TreeMap<>();
    tasks.forEach((id, task) -> cards.put(id, card(task, catalogue)));
  }

  private Card card(Task task, Catalogue catalogue) {
    try {
      return catalogue.require(task.agent(), "");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where(task) + e.getMessage(), e);
    }
  }

  /** The task with canonical parameters and the agent's defaults filled in. */
  Task checked(Task task) {
    Card card = card(task.id());
    SortedMap<String, String> params = params(task, card);
    task.inputs().forEach((input, ref) -> checkInput(task, card, input, ref));
    for (Card.Port port : card.inputs()) {
      if (!port.optional() && !connected(task, port)) {
        throw refused(
            task,
            "input '%s' (%s) is not connected. %s"
                .formatted(port.name(), port.type(), fitting(task, port.type())));
      }
    }
    return new Task(task.id(), task.agent(), params, task.inputs(), task.keep());
  }

  private Card card(String task) {
    Card card = cards.get(task);
    if (card == null) {
      throw new IllegalStateException("No card for task '%s'".formatted(task));
    }
    return card;
  }

  private SortedMap<String, String> params(Task task, Card card) {
    List<String> known = card.params().stream().map(Card.Param::name).toList();
    for (String name : task.params().keySet()) {
      if (!known.contains(name)) {
        throw refused(
            task,
            "agent '%s' has no parameter '%s'. It takes: %s.%s"
                .formatted(card.name(), name, listed(known), DidYouMean.of(name, known)));
      }
    }
    SortedMap<String, String> params = new TreeMap<>();
    for (Card.Param param : card.params()) {
      String value = task.params().getOrDefault(param.name(), param.fallback());
      if (value == null) {
        throw refused(
            task,
            "parameter '%s' of agent '%s' is missing and has no default (%s)"
                .formatted(param.name(), card.name(), param.meaning()));
      }
      try {
        params.put(param.name(), param.canonical(value));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(where(task) + e.getMessage(), e);
      }
    }
    return params;
  }

  private void checkInput(Task task, Card card, String input, Task.Ref ref) {
    Card.Port port =
        card.input(input)
            .orElseThrow(
                () ->
                    refused(
                        task,
                        "agent '%s' has no input '%s'. It reads: %s.%s"
                            .formatted(
                                card.name(),
                                input,
                                ports(card.inputs()),
                                DidYouMean.of(input, names(card.inputs())))));
    if (!tasks.containsKey(ref.task())) {
      throw refused(
          task,
          "input '%s' reads task '%s', which does not exist. Tasks are: %s.%s"
              .formatted(
                  input,
                  ref.task(),
                  listed(tasks.keySet()),
                  DidYouMean.of(ref.task(), tasks.keySet())));
    }
    List<Card.Port> outputs = card(ref.task()).outputs();
    Card.Port output =
        card(ref.task())
            .output(ref.port())
            .orElseThrow(
                () ->
                    refused(
                        task,
                        "input '%s' reads output '%s' of task '%s', which has none of that name. It offers: %s.%s"
                            .formatted(
                                input,
                                ref.port(),
                                ref.task(),
                                ports(outputs),
                                DidYouMean.of(ref.port(), names(outputs)))));
    if (!output.type().equals(port.type())) {
      throw refused(
          task,
          "input '%s' takes %s, but '%s' is %s. %s"
              .formatted(input, port.type(), ref, output.type(), fitting(task, port.type())));
    }
  }

  private static boolean connected(Task task, Card.Port port) {
    return task.inputs().containsKey(port.name())
        || (port.many()
            && task.inputs().keySet().stream().anyMatch(n -> n.startsWith(port.name() + ".")));
  }

  private String fitting(Task reader, String type) {
    String fits =
        tasks.keySet().stream()
            .filter(id -> !id.equals(reader.id()))
            .flatMap(
                id ->
                    card(id).outputs().stream()
                        .filter(port -> port.type().equals(type))
                        .map(port -> id + ":" + port.name()))
            .collect(joining(", "));
    return fits.isEmpty()
        ? "No task gives %s; add one that does".formatted(type)
        : "Tasks that give %s: %s".formatted(type, fits);
  }

  private static List<String> names(List<Card.Port> ports) {
    return ports.stream().map(Card.Port::name).toList();
  }

  private static String ports(List<Card.Port> ports) {
    return listed(ports.stream().map(p -> "%s (%s)".formatted(p.name(), p.type())).toList());
  }

  private static String listed(Iterable<String> words) {
    String text = String.join(", ", words);
    return text.isEmpty() ? "none" : text;
  }

  private String where(Task task) {
    return "Task '%s' of strategy '%s': ".formatted(task.id(), strategy);
  }

  private IllegalArgumentException refused(Task task, String message) {
    return new IllegalArgumentException(where(task) + message);
  }
}
