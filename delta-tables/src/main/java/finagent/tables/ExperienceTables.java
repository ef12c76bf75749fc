package finagent.tables;

import static finagent.tables.Column.number;
import static finagent.tables.Column.small;
import static finagent.tables.Column.text;
import static finagent.tables.Column.whole;

/** Definition of the table of what policies saw, did and were paid. */
final class ExperienceTables {
  private ExperienceTables() {}

  static final TableDef EXPERIENCE =
      TableDef.of(
          "experience",
          text("source", "who acted where: environment, policy, noise and seed"),
          whole("episode", "number of the episode in that source, from 0"),
          small("step", "step in the episode, from 0"),
          text("observation", "what was seen before the action, floats by spaces"),
          text("action", "what was done, floats in [-1, 1] by spaces"),
          number("reward", "what it paid"),
          text("next_observation", "what was seen after it, floats by spaces"),
          small("ended", "0 = the episode went on; 1 = terminated; 2 = truncated"));
}
