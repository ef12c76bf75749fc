package finagent.planner;

import finagent.planner.Card.Param;
import finagent.planner.Card.Unit;
import java.util.List;

/** Parameters in few words; each means what it is called. */
final class TestParams {
  static final double NONE = Double.POSITIVE_INFINITY;

  private TestParams() {}

  static Param days(String name, String fallback, double min, double max) {
    return Param.of(name, Unit.SESSIONS, fallback, min, max, name);
  }

  static Param share(String name, String fallback, double min, double max) {
    return Param.of(name, Unit.FRACTION, fallback, min, max, name);
  }

  static Param money(String name, String fallback, double min, double max) {
    return Param.of(name, Unit.MONEY, fallback, min, max, name);
  }

  static Param count(String name, String fallback, double min, double max) {
    return Param.of(name, Unit.COUNT, fallback, min, max, name);
  }

  static Param number(String name, String fallback, double min, double max) {
    return Param.of(name, Unit.NUMBER, fallback, min, max, name);
  }

  static Param text(String name, String fallback) {
    return Param.text(name, Unit.TEXT, fallback, name);
  }

  static Param choice(String name, String... words) {
    return Param.choice(name, words[0], List.of(words), name);
  }
}
