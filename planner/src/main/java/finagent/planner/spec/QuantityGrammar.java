package finagent.planner.spec;

import finagent.planner.Card;
import finagent.planner.Card.Unit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers with units. Arithmetic is decimal, so {@code 20bps} is the double nearest to 0.002, and
 * what is printed reads back as the same double. {@code none} stands for no bound where the
 * parameter has none.
 */
record QuantityGrammar(Card.Param param) implements Grammar {
  static final String NUMBER = "[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?";
  private static final Pattern QUANTITY = Pattern.compile("(" + NUMBER + ")\\s*([A-Za-z%]*)");
  private static final int LONGEST = 60;
  private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

  private static final Map<String, Unit> SUFFIXES =
      Map.of(
          "d", Unit.SESSIONS,
          "mo", Unit.CALENDAR,
          "y", Unit.CALENDAR,
          "%", Unit.FRACTION,
          "bps", Unit.FRACTION);

  @Override
  public String read(Node node, String path) {
    String text = Grammar.scalar(node, path, wanted(param.unit()));
    try {
      return canonical(text);
    } catch (IllegalArgumentException e) {
      throw node.where().refuse(path, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String print(String canonical) {
    return YamlText.quoted(written(canonical));
  }

  String canonical(String text) {
    if (text.equals("none") && param.max() == Double.POSITIVE_INFINITY && !isWhole()) {
      return Double.toString(Double.POSITIVE_INFINITY);
    }
    Matcher matcher = QUANTITY.matcher(text.strip());
    if (text.length() > LONGEST || !matcher.matches()) {
      throw refused("'%s' is not %s".formatted(text, wanted(param.unit())));
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    BigDecimal value = scaled(text, number, matcher.group(2));
    if (!param.allows(value.doubleValue()) || Double.isInfinite(value.doubleValue())) {
      throw refused("%s is out of range: %s must be %s".formatted(text, param.name(), range()));
    }
    return param.canonical(isWhole() ? whole(text, value) : Double.toString(value.doubleValue()));
  }

  private BigDecimal scaled(String text, BigDecimal number, String suffix) {
    Unit unit = param.unit();
    if (suffix.isEmpty()) {
      boolean plain = unit == Unit.MONEY || unit == Unit.COUNT || unit == Unit.NUMBER;
      if (plain || number.signum() == 0) {
        return number;
      }
      throw refused(readings(text));
    }
    if (SUFFIXES.get(suffix) != unit) {
      throw refused(
          "'%s' is %s, but %s needs %s"
              .formatted(
                  text,
                  Optional.ofNullable(SUFFIXES.get(suffix))
                      .map(QuantityGrammar::kind)
                      .orElse(
                          "in '%s', which is no unit here (d, mo, y, %%, bps)".formatted(suffix)),
                  param.name(),
                  wanted(unit)));
    }
    return switch (suffix) {
      case "y" -> number.multiply(TWELVE);
      case "%" -> number.movePointLeft(2);
      case "bps" -> number.movePointLeft(4);
      default -> number;
    };
  }

  /** A bare number where a unit belongs: both things it could mean. */
  private String readings(String text) {
    return switch (param.unit()) {
      case SESSIONS ->
          "'%s' has no unit: %sd is sessions, %smo is calendar months; %s counts sessions, so write %sd"
              .formatted(text, text, text, param.name(), text);
      case CALENDAR ->
          "'%s' has no unit: %smo is months, %sy is years; write the one you mean"
              .formatted(text, text, text);
      default ->
          "'%s' has no unit: %s%% is %s, %sbps is %s; write the one you mean"
              .formatted(
                  text,
                  text,
                  new BigDecimal(text).movePointLeft(2).toPlainString(),
                  text,
                  new BigDecimal(text).movePointLeft(4).toPlainString());
    };
  }

  private String whole(String text, BigDecimal value) {
    try {
      return Long.toString(value.longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "'%s' is not whole; %s needs %s".formatted(text, param.name(), wanted(param.unit())), e);
    }
  }

  private boolean isWhole() {
    Unit unit = param.unit();
    return unit == Unit.SESSIONS || unit == Unit.CALENDAR || unit == Unit.COUNT;
  }

  private String range() {
    String least = written(Double.toString(param.min()));
    if (param.max() == Double.POSITIVE_INFINITY) {
      return "at least " + least;
    }
    String most = written(Double.toString(param.max()));
    return param.min() == Double.NEGATIVE_INFINITY
        ? "at most " + most
        : "between %s and %s".formatted(least, most);
  }

  /** What a person writes for a canonical value. */
  String written(String canonical) {
    if (Double.parseDouble(canonical) == Double.POSITIVE_INFINITY) {
      return "none";
    }
    if (Double.isInfinite(Double.parseDouble(canonical))) {
      return canonical;
    }
    BigDecimal value = new BigDecimal(canonical);
    return switch (param.unit()) {
      case SESSIONS -> plain(value) + "d";
      case CALENDAR ->
          value.signum() != 0 && value.remainder(TWELVE).signum() == 0
              ? plain(value.divide(TWELVE)) + "y"
              : plain(value) + "mo";
      case FRACTION ->
          value.signum() == 0 || value.abs().compareTo(new BigDecimal("0.01")) >= 0
              ? plain(value.movePointRight(2)) + "%"
              : plain(value.movePointRight(4)) + "bps";
      default -> plain(value);
    };
  }

  static String plain(double value) {
    return plain(new BigDecimal(Double.toString(value)));
  }

  private static String plain(BigDecimal value) {
    BigDecimal short1 = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    String plain = short1.toPlainString();
    return plain.length() <= 25 ? plain : short1.toString();
  }

  private static String wanted(Unit unit) {
    return switch (unit) {
      case SESSIONS -> "a number of sessions, e.g. 252d";
      case CALENDAR -> "calendar time, e.g. 6mo or 5y";
      case FRACTION -> "a fraction, e.g. 10% or 20bps";
      case MONEY -> "an amount of money, e.g. 10e6";
      case COUNT -> "a whole number, e.g. 4";
      default -> "a number, e.g. 0.5";
    };
  }

  private static String kind(Unit unit) {
    return switch (unit) {
      case SESSIONS -> "sessions";
      case CALENDAR -> "calendar time";
      default -> "a fraction";
    };
  }

  private static IllegalArgumentException refused(String message) {
    return new IllegalArgumentException(message);
  }
}
