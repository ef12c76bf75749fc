package finagent.planner;

import java.util.List;

/** The canonical form of parameter values: one text for one value, so that keys are equal. */
final class Canonical {
  private Canonical() {}

  static String of(Card.Param param, String value) {
    return switch (param.unit()) {
      case SESSIONS, CALENDAR, COUNT -> whole(param, value);
      case FRACTION, MONEY, NUMBER -> number(param, value);
      case CHOICE -> word(param, value, param.choices());
      case FLAG -> word(param, value, List.of("true", "false"));
      case TEXT, LIST -> value;
    };
  }

  private static String whole(Card.Param param, String value) {
    long number;
    try {
      number = Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Invalid %s: '%s' (must be a whole number)".formatted(param.name(), value), e);
    }
    inRange(param, value, (double) number);
    return Long.toString(number);
  }

  private static String number(Card.Param param, String value) {
    double number;
    try {
      number = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Invalid %s: '%s' (must be a number)".formatted(param.name(), value), e);
    }
    inRange(param, value, number);
    return Double.toString(number + 0.0);
  }

  private static void inRange(Card.Param param, String value, double number) {
    if (!param.allows(number)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be >= %s and <= %s)"
              .formatted(param.name(), value, plain(param.min()), plain(param.max())));
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static String word(Card.Param param, String value, List<String> words) {
    if (!words.contains(value)) {
      throw new IllegalArgumentException(
          "Invalid %s: '%s' (must be one of %s).%s"
              .formatted(
                  param.name(), value, String.join(", ", words), DidYouMean.of(value, words)));
    }
    return value;
  }
}
