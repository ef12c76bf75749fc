package finagent.sandbox.kernel.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Comparisons joined by {@code and}; grammar: {@code name op number (and name op number)*}. */
final class Rule {
  private static final List<String> NAMES = List.of("price", "volume", "adv20", "dollars20");
  private static final Pattern CLAUSE =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9_.]*)\\s*(>=|<=|>|<)\\s*([-+]?[0-9.]+(?:[eE][-+]?\\d+)?)");

  private record Clause(int name, String op, double bound) {
    boolean holds(double value) {
      return switch (op) {
        case ">" -> value > bound;
        case ">=" -> value >= bound;
        case "<" -> value < bound;
        default -> value <= bound;
      };
    }
  }

  private final List<Clause> clauses;

  private Rule(List<Clause> clauses) {
    this.clauses = List.copyOf(clauses);
  }

  static Rule of(String text) {
    List<Clause> clauses = new ArrayList<>();
    if (!text.isBlank()) {
      for (String part : text.strip().split("\\s+and\\s+", -1)) {
        clauses.add(clause(part.strip(), text));
      }
    }
    return new Rule(clauses);
  }

  private static Clause clause(String part, String text) {
    Matcher m = CLAUSE.matcher(part);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "Invalid where: '%s' in '%s' is no comparison; write e.g. 'price > 5 and adv20 > 5e6'"
              .formatted(part, text));
    }
    int name = NAMES.indexOf(m.group(1).toLowerCase(Locale.ROOT));
    if (name < 0) {
      throw new IllegalArgumentException(
          "Invalid where: nothing is called '%s' in '%s'; there are %s"
              .formatted(m.group(1), text, String.join(", ", NAMES)));
    }
    try {
      return new Clause(name, m.group(2), Double.parseDouble(m.group(3)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Invalid where: '%s' in '%s' is no number".formatted(m.group(3), text), e);
    }
  }

  /** Whether there is nothing to compare. */
  boolean isEmpty() {
    return clauses.isEmpty();
  }

  /** Whether a comparison needs the volume, or the average daily volume. */
  boolean needs(boolean average) {
    return clauses.stream().anyMatch(clause -> average ? clause.name() > 1 : clause.name() == 1);
  }

  /** Whether all comparisons hold; one with a missing value does not. */
  boolean holds(double price, double volume, double adv) {
    for (int k = 0; k < clauses.size(); k++) {
      Clause clause = clauses.get(k);
      double value =
          switch (clause.name()) {
            case 0 -> price;
            case 1 -> volume;
            case 2 -> adv;
            default -> adv * price;
          };
      if (!clause.holds(value)) {
        return false;
      }
    }
    return true;
  }
}
