package finagent.jobs.montecarlo;

import finagent.planner.spec.YamlMap;
import finagent.sandbox.montecarlo.ModelKind;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a simulation is asked, beside the strategies: together with them it decides every bit of the
 * answer. How many paths is no part of it: more paths go on where fewer ended.
 *
 * @param block mean length of a block in sessions; 0 = what the history asks for
 * @param steps sessions each path is measured over; 0 = as many as the history has
 * @param ruin share of the starting equity at or below which a path is ruined
 * @param worlds histories that might have been, for the estimation error; 0 = not estimated
 * @param calibration id of the calibration the market's model is taken from; empty = fitted anew
 */
public record Question(
    ModelKind model,
    double block,
    long seed,
    int steps,
    double ruin,
    int worlds,
    String calibration)
    implements Serializable {
  /** Most worlds. */
  public static final int MOST_WORLDS = 256;

  private static final Pattern STORED =
      Pattern.compile("^montecarlo: (\\{[^\\n]*})\\n---\\n", Pattern.DOTALL);
  private static final List<String> KEYS =
      List.of("model", "block", "seed", "steps", "ruin", "worlds", "calibration");

  public Question {
    if (!(block == 0 || (block >= 1 && block <= 1e6))) {
      throw new IllegalArgumentException(
          "Invalid block: %s sessions (must be at least 1, or 0 for what the history asks for)"
              .formatted(block));
    }
    if (model == ModelKind.CIRCULAR && block != Math.rint(block)) {
      throw new IllegalArgumentException(
          "Invalid block: %s sessions (blocks of one length have a whole number of them)"
              .formatted(block));
    }
    if (steps < 0 || steps == 1) {
      throw new IllegalArgumentException(
          "Invalid steps: %d sessions (must be at least 2, or 0 for all of the history)"
              .formatted(steps));
    }
    if (!(ruin > 0 && ruin < 1)) {
      throw new IllegalArgumentException(
          "Invalid ruin: %s of the starting equity (must be between 0 and 1, e.g. 50%%)"
              .formatted(ruin));
    }
    if (worlds < 0 || worlds == 1 || worlds > MOST_WORLDS) {
      throw new IllegalArgumentException(
          "Invalid worlds: %d (must be 2..%d, or 0 for no estimation error)"
              .formatted(worlds, MOST_WORLDS));
    }
    if (!calibration.matches("[A-Za-z0-9-]{0,80}")) {
      throw new IllegalArgumentException("Invalid calibration: '%s'".formatted(calibration));
    }
    if (!calibration.isEmpty() && !model.isOfSeries()) {
      throw new IllegalArgumentException(
          "'%s' takes nothing from a calibration; leave --calibration out".formatted(model.word()));
    }
  }

  /** The same over another horizon. */
  public Question over(int sessions) {
    return new Question(model, block, seed, sessions, ruin, worlds, calibration);
  }

  /** As it stands before the strategies in a run's specification. */
  public String stored() {
    return String.format(
        Locale.ROOT,
        "montecarlo: {model: %s, block: %s, seed: \"%d\", steps: %d, ruin: %s, worlds: %d,"
            + " calibration: \"%s\"}%n---%n",
        model.word(),
        block,
        seed,
        steps,
        ruin,
        worlds,
        calibration);
  }

  /** Whether a run's specification is that of a simulation. */
  public static boolean isIn(String spec) {
    return STORED.matcher(spec).find();
  }

  /** Reads what {@link #stored} wrote. */
  public static Question of(String spec) {
    Matcher stored = STORED.matcher(spec);
    if (!stored.find()) {
      throw new IllegalArgumentException("This run is no simulation");
    }
    YamlMap map =
        YamlMap.parse("run", "montecarlo: " + stored.group(1) + "\n")
            .map("montecarlo")
            .orElseThrow()
            .only(KEYS);
    return new Question(
        ModelKind.valueOf(map.text("model").orElseThrow().toUpperCase(Locale.ROOT)),
        map.number("block").orElseThrow(),
        Long.parseLong(map.text("seed").orElseThrow()),
        (int) map.number("steps").orElseThrow(),
        map.number("ruin").orElseThrow(),
        (int) map.number("worlds").orElseThrow(),
        map.text("calibration").orElse(""));
  }

  /** The strategies of a simulation's specification, without its question. */
  public static String strategies(String spec) {
    return STORED.matcher(spec).replaceFirst("");
  }
}
