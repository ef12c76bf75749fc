package finagent.agents.audit;

import finagent.planner.Shape;
import java.util.List;

/** Ways to use what was not known yet, each with an honest twin. */
enum Kind {
  /** Leak: the value of h bars later. Twin: of h bars before. */
  SHIFT(Shape.COLUMN, List.of()),
  /** Leak: the close of h bars later, from behind the block shown. Twin: of h bars before. */
  PEEK(Shape.COLUMN, List.of("close")),
  /** Leak: z-score over all bars shown. Twin: over the bars so far. */
  SCALING(Shape.COLUMN, List.of()),
  /** Leak: mean of h bars before to h bars after. Twin: of the last h bars. */
  CENTRED(Shape.COLUMN, List.of()),
  /** Leak: what is missing is the next known value. Twin: the last known value. */
  BACK_FILL(Shape.COLUMN, List.of()),
  /** Leak: equal weights of those that trade at the last bar shown. Twin: that trade today. */
  FUTURE_UNIVERSE(Shape.ROW, List.of("close")),
  /** Leak: a figure at the bar it is about. Twin: from the bar it was published at. */
  RESTATED(Shape.COLUMN, List.of("figure", "known:figure"));

  final Shape shape;
  final List<String> columns;

  Kind(Shape shape, List<String> columns) {
    this.shape = shape;
    this.columns = columns;
  }
}
