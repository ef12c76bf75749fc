package finagent.jobs;

import finagent.planner.Card;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the agents at hand, or explains one. */
@Command(
    name = "agents",
    description = "List the agents at hand, or explain one.",
    mixinStandardHelpOptions = true)
final class AgentsCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "AGENT", description = "The agent to explain.")
  private @Nullable String name;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      String wanted = name;
      if (wanted == null) {
        console.table(rows(common.pools().cards()));
        console.answer(common.pools().cards());
      } else {
        explain(console, common.pools().agent(wanted).card());
      }
      return 0;
    }
  }

  private static List<List<String>> rows(Iterable<Card> cards) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("pool", "agent", "version", "what it does"));
    for (Card card : cards) {
      rows.add(List.of(card.pool(), card.name(), "v" + card.version(), card.summary()));
    }
    return rows;
  }

  private static void explain(Console console, Card card) {
    console.say("%s (%s pool, version %d)", card.name(), card.pool(), card.version());
    console.say("  %s", card.summary());
    console.say("  %s", card.source());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("parameter", "unit", "default", "meaning"));
    for (Card.Param param : card.params()) {
      String fallback = param.fallback();
      rows.add(
          List.of(
              param.name(),
              param.choices().isEmpty()
                  ? param.unit().name().toLowerCase(java.util.Locale.ROOT)
                  : String.join("|", param.choices()),
              fallback == null ? "must be given" : fallback,
              param.meaning()));
    }
    console.table(rows);
    console.answer(card);
  }
}
