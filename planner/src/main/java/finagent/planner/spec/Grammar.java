package finagent.planner.spec;

import finagent.planner.Card;
import finagent.planner.Card.Unit;
import finagent.planner.spec.Node.Scalar;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a value is written in a strategy file and what its canonical form is. */
interface Grammar {
  /** The canonical form; refuses with the node's place. */
  String read(Node node, String path);

  /** The YAML text that reads back as {@code canonical}. */
  String print(String canonical);

  /** The grammar of a parameter's unit. */
  static Grammar of(Card.Param param) {
    return switch (param.unit()) {
      case SESSIONS, CALENDAR, FRACTION, MONEY, COUNT, NUMBER -> new QuantityGrammar(param);
      case CHOICE -> new WordGrammar(param.choices());
      case FLAG -> new WordGrammar(List.of("true", "false"));
      case TEXT -> text(text -> text, text -> text);
      case LIST -> new ListGrammar(List.of());
    };
  }

  /** The text of a scalar, refusing null, lists and maps. */
  static String scalar(Node node, String path, String wanted) {
    if (node instanceof Scalar scalar && !scalar.isNull()) {
      return scalar.text();
    }
    throw node.where().refuse(path, "needs %s, not %s".formatted(wanted, node.kind()));
  }

  /**
   * A text with its own rules.
   *
   * @param read to the canonical form; throws IllegalArgumentException with a message
   * @param print back to what a person writes
   */
  static Grammar text(UnaryOperator<String> read, UnaryOperator<String> print) {
    return new Grammar() {
      @Override
      public String read(Node node, String path) {
        String text = scalar(node, path, "a text");
        try {
          return read.apply(text);
        } catch (IllegalArgumentException e) {
          throw node.where().refuse(path, String.valueOf(e.getMessage()));
        }
      }

      @Override
      public String print(String canonical) {
        return YamlText.quoted(print.apply(canonical));
      }
    };
  }

  /** A text that may be absent; {@code word} says so in a file, the empty text canonically. */
  static Grammar orWord(String word, UnaryOperator<String> rule) {
    return text(
        text -> text.equals(word) || text.isEmpty() ? "" : rule.apply(text),
        canonical -> canonical.isEmpty() ? word : canonical);
  }

  static String date(String text) {
    try {
      return LocalDate.parse(text).toString();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'%s' is no date; write year-month-day, e.g. 2006-01-31".formatted(text), e);
    }
  }

  /** {@code latest} or the number of a table version. */
  static String pin(String text) {
    if (text.equals("latest") || text.matches("0|[1-9][0-9]{0,17}")) {
      return text;
    }
    throw new IllegalArgumentException(
        "'%s' is no pin; write latest or the number of a table version, e.g. 7".formatted(text));
  }

  /** {@code auto}, or sessions. */
  static Grammar warmup() {
    Grammar sessions =
        of(Card.Param.of("warmup", Unit.SESSIONS, "0", 0, 100_000, "sessions before the period"));
    return new Grammar() {
      @Override
      public String read(Node node, String path) {
        return scalar(node, path, "auto or sessions, e.g. 252d").equals("auto")
            ? "auto"
            : sessions.read(node, path);
      }

      @Override
      public String print(String canonical) {
        return canonical.equals("auto") ? canonical : sessions.print(canonical);
      }
    };
  }

  /** Comparisons joined by {@code and}: {@code price > 5 and adv20 > 5e6}. */
  static String where(String text) {
    Pattern comparison =
        Pattern.compile("\\s*(\\w+)\\s*(>=|<=|>|<)\\s*(" + QuantityGrammar.NUMBER + ")\\s*");
    List<String> columns = List.of("price", "volume", "adv20", "dollars20");
    StringBuilder canonical = new StringBuilder();
    for (String part : text.split("\\band\\b", -1)) {
      Matcher matcher = comparison.matcher(part);
      if (!matcher.matches()
          || !columns.contains(matcher.group(1))
          || Double.isInfinite(Double.parseDouble(matcher.group(3)))) {
        throw new IllegalArgumentException(
            "'%s' is no comparison. Compare %s with a number by >, >=, <, <= and join by 'and', e.g. price > 5 and adv20 > 5e6"
                .formatted(part.strip(), String.join(", ", columns)));
      }
      canonical
          .append(canonical.isEmpty() ? "" : " and ")
          .append(matcher.group(1) + " " + matcher.group(2) + " ")
          .append(QuantityGrammar.plain(Double.parseDouble(matcher.group(3))));
    }
    return canonical.toString();
  }

  /** An interest rate: fixed ({@code 5%}) or over the T-bill ({@code tbill-25bps}). */
  static Grammar rate() {
    QuantityGrammar fraction =
        new QuantityGrammar(
            Card.Param.of("rate", Unit.FRACTION, "0", -1, 1, "annual rate or spread"));
    return text(
        text -> {
          if (!text.startsWith("tbill")) {
            return fraction.canonical(text);
          }
          String spread = text.substring("tbill".length()).strip();
          if (!spread.isEmpty() && !spread.matches("[+-].*")) {
            throw new IllegalArgumentException(
                "'%s' is no rate; write tbill, tbill-25bps, tbill+1%% or a fixed 5%%"
                    .formatted(text));
          }
          double over = spread.isEmpty() ? 0 : Double.parseDouble(fraction.canonical(spread));
          return over == 0 ? "tbill" : "tbill" + (over > 0 ? "+" : "") + over;
        },
        canonical -> {
          if (!canonical.startsWith("tbill")) {
            return fraction.written(canonical);
          }
          String spread = canonical.substring("tbill".length());
          return spread.isEmpty()
              ? canonical
              : "tbill"
                  + (spread.startsWith("+") ? "+" : "")
                  + fraction.written(spread.startsWith("+") ? spread.substring(1) : spread);
        });
  }
}
