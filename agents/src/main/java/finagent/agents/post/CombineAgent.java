package finagent.agents.post;

import finagent.agents.ComputingAgent;
import finagent.agents.NamesInputs;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.planner.Task;
import finagent.sandbox.kernel.post.Combine;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Weighted sum of scores. */
public record CombineAgent() implements ComputingAgent, NamesInputs {
  private static final String PORT = "score.";

  private static final Card CARD =
      new Card(
          "combine",
          "post",
          1,
          Shape.ROW,
          "Weighted sum of scores.",
          "none: a sum",
          List.of(
              Param.text(
                  "weights", Unit.LIST, null, "name=weight for each score, e.g. mom=0.7,rev=0.3")),
          List.of(Port.many("score", "score")),
          List.of(Port.of("score", "score")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new Combine(params.list("weights"));
  }

  @Override
  public void check(Task task) {
    List<String> weighed = new Combine(new Params(task.params()).list("weights")).names();
    List<String> read =
        task.inputs().keySet().stream()
            .map(input -> input.startsWith(PORT) ? input.substring(PORT.length()) : input)
            .sorted()
            .toList();
    if (!read.equals(weighed)) {
      throw new IllegalArgumentException(
          "Task '%s' weighs the scores %s and reads %s; name each input %sNAME and give each NAME one weight"
              .formatted(task.id(), weighed, read, PORT));
    }
  }
}
