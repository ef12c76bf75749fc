package finagent.tables;

import static finagent.tables.Column.day;
import static finagent.tables.Column.instant;
import static finagent.tables.Column.number;
import static finagent.tables.Column.small;
import static finagent.tables.Column.text;
import static finagent.tables.Column.whole;

/** Definitions of the tables that hold what was learnt and how. */
final class LearningTables {
  private LearningTables() {}

  static final TableDef POLICIES =
      TableDef.of(
          "policies",
          text("policy_id", "first 16 digits of the key: what people and strategy files say"),
          text("key", "content address of the training and its steps, 64 hex digits"),
          text("training", "content address of the training whatever its steps, 64 hex digits"),
          text("algorithm", "td3, sac, ddpg, ppo, dqn or es"),
          text("environment", "pendulum, .., or market"),
          text("settings", "all settings and all of the environment, JSON object"),
          text("data_set", "data set of a market; empty otherwise"),
          text("versions", "version of each market table read, JSON object"),
          text("fingerprint", "content of the bars read, 64 hex digits; empty without a market"),
          text("instruments", "what it trades, in its order, comma-separated"),
          text("features", "what it observes, comma-separated"),
          day("from_day", "first session of the training window").orNull(),
          day("to_day", "last session of the training window").orNull(),
          whole("seed", "seed of the training"),
          whole("steps", "steps in the environment"),
          text("parent", "policy it was trained on from; empty = from the beginning"),
          number("mean_return", "plain sum of rewards of a judged episode, mean"),
          number("return_error", "standard error of that mean"),
          text("digest", "SHA-256 of the policy's bytes, 64 hex digits"),
          text("policy", "the policy's binary form, Base64 (RFC 4648)"),
          text("code_version", "version of the program"),
          text("user", "who trained it"),
          text("project", "project it belongs to"),
          instant("at", "when it was done, UTC"));

  static final TableDef LEARNING_CURVES =
      TableDef.of(
          "learning_curves",
          text("policy_id", "policy at the end of the curve; it counts if policies has that"),
          small("point", "number of the judgement, from 0"),
          whole("steps", "steps in the environment when the policy was judged"),
          number("mean_return", "plain sum of rewards of an episode, mean over fixed episodes"),
          number("return_error", "standard error of that mean"));
}
