package finagent.agents.alpha;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.sandbox.kernel.alpha.PairRules;
import finagent.sandbox.kernel.alpha.Pairs;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Spreads of cointegrated pairs, opened far from their mean and closed near it. */
public record PairsAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "pairs",
          "alpha",
          2,
          Shape.ROW,
          "Spreads of cointegrated pairs, opened far from their mean and closed near it.",
          "Engle and Granger 1987; MacKinnon 1994, 2010; Benjamini and Hochberg 1995; Gatev,"
              + " Goetzmann and Rouwenhorst 2006",
          List.of(
              Param.of("every", Unit.CALENDAR, "6", 1, 120, "months between formations"),
              Param.of(
                  "window", Unit.SESSIONS, "252", 20, 2520, "sessions a formation looks back on"),
              Param.choice(
                  "within", "sector", List.of("sector", "list"), "where candidates come from"),
              Param.text("pairs", Unit.LIST, "", "candidates A/B where within is list"),
              Param.choice(
                  "test", "engle-granger", List.of("engle-granger"), "test of cointegration"),
              Param.of(
                  "fdr", Unit.FRACTION, "0.05", 1e-6, 1, "share of false discoveries tolerated"),
              Param.of("top", Unit.COUNT, "20", 1, 100000, "pairs kept at most"),
              Param.choice(
                  "hedge", "trailing-ols", List.of("trailing-ols"), "how the hedge ratio is found"),
              Param.of(
                  "enter",
                  Unit.NUMBER,
                  "2.0",
                  1e-6,
                  100,
                  "standard deviations from the mean at which a pair is opened"),
              Param.of("exit", Unit.NUMBER, "0.5", 0, 100, "and within which it is closed"),
              Param.of("stop", Unit.NUMBER, "4.0", 1e-6, 1000, "and beyond which it is given up"),
              Param.of("maxHold", Unit.SESSIONS, "60", 1, 2520, "sessions a pair is held at most")),
          List.of(Port.of("index", "series"), Port.optional("mask", "mask")),
          List.of(Port.of("pairs", "pairs"), Port.of("groups", "groups")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new Pairs(
        new PairRules(
            params.integer("every"),
            params.integer("window"),
            candidates(params),
            params.number("fdr"),
            params.integer("top"),
            params.number("enter"),
            params.number("exit"),
            params.number("stop"),
            params.integer("maxHold")));
  }

  private static List<String> candidates(Params params) {
    List<String> pairs = params.list("pairs");
    boolean listed = params.text("within").equals("list");
    if (listed == pairs.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid pairs: '%s' with within: %s (list pairs as A/B with within: list, none with"
                  .formatted(params.text("pairs"), params.text("within"))
              + " within: sector)");
    }
    return pairs;
  }
}
