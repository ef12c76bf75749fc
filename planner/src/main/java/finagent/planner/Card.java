package finagent.planner;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent offers: all the planner and a reader need to know of it, without its arithmetic.
 *
 * @param name the word used in a strategy file, e.g. {@code momentum}
 * @param pool data, alpha, post, portfolio, risk, cost, execution or attribution
 * @param version raised whenever the output of the agent changes for any input
 * @param shape how it looks at the data
 * @param summary one sentence
 * @param source author, year and equation of the formula
 * @param params parameters in the order they are printed
 * @param inputs ports read
 * @param outputs ports written; the first is the default
 * @param code digest of the code of an agent that does not come with the grid, part of the key of
 *     its work; empty for those that do, whose {@code version} speaks for their code
 */
public record Card(
    String name,
    String pool,
    int version,
    Shape shape,
    String summary,
    String source,
    List<Param> params,
    List<Port> inputs,
    List<Port> outputs,
    String code) {
  public Card {
    params = List.copyOf(params);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (version < 1) {
      throw new IllegalArgumentException(
          "Invalid version of agent '%s': %d (must be >= 1)".formatted(name, version));
    }
  }

  public Card(
      String name,
      String pool,
      int version,
      Shape shape,
      String summary,
      String source,
      List<Param> params,
      List<Port> inputs,
      List<Port> outputs) {
    this(name, pool, version, shape, summary, source, params, inputs, outputs, "");
  }

  /** The same card of an agent whose code has this digest. */
  public Card withCode(String digest) {
    return new Card(name, pool, version, shape, summary, source, params, inputs, outputs, digest);
  }

  /** The output read where a strategy names only the task. */
  public Port firstOutput() {
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("Agent '%s' has no output".formatted(name));
    }
    return outputs.get(0);
  }

  public Optional<Param> param(String param) {
    return params.stream().filter(p -> p.name().equals(param)).findFirst();
  }

  /** The input port that serves {@code input}, which is {@code port} or {@code port.label}. */
  public Optional<Port> input(String input) {
    int dot = input.indexOf('.');
    String port = dot < 0 ? input : input.substring(0, dot);
    return inputs.stream().filter(p -> p.name().equals(port) && (dot < 0 || p.many())).findFirst();
  }

  public Optional<Port> output(String output) {
    return outputs.stream().filter(p -> p.name().equals(output)).findFirst();
  }

  /** What a parameter counts, and so which unit a value must carry in a strategy file. */
  public enum Unit {
    /** {@code 252d}: sessions. Canonical: a whole number. */
    SESSIONS,
    /** {@code 6mo}, {@code 5y}: calendar time. Canonical: whole months. */
    CALENDAR,
    /** {@code 20bps}, {@code 10%}: a share of something. Canonical: a fraction. */
    FRACTION,
    /** {@code 10e6}: account currency. */
    MONEY,
    /** A whole number of things. */
    COUNT,
    /** A number without a unit. */
    NUMBER,
    /** One of the listed words. */
    CHOICE,
    /** {@code true} or {@code false}. */
    FLAG,
    /** Free text. */
    TEXT,
    /** A list of words. Canonical: comma-separated. */
    LIST
  }

  /**
   * A parameter.
   *
   * @param fallback canonical default, or null where the value must be given
   * @param min smallest value allowed (numbers only)
   * @param max largest value allowed (numbers only)
   * @param choices allowed words (CHOICE only)
   */
  public record Param(
      String name,
      Unit unit,
      @Nullable String fallback,
      double min,
      double max,
      List<String> choices,
      String meaning) {
    public Param {
      choices = List.copyOf(choices);
    }

    /** Whether a number is in range; infinity stands for no bound where there is no maximum. */
    public boolean allows(double number) {
      return number >= min && number <= max;
    }

    /**
     * The one form of a canonical value ({@code 0.10} and {@code .1} are {@code 0.1}), checked
     * against unit, range and choices.
     */
    public String canonical(String value) {
      return Canonical.of(this, value);
    }

    public static Param of(
        String name, Unit unit, @Nullable String fallback, double min, double max, String meaning) {
      return new Param(name, unit, fallback, min, max, List.of(), meaning);
    }

    public static Param choice(String name, String fallback, List<String> choices, String meaning) {
      return new Param(name, Unit.CHOICE, fallback, 0, 0, choices, meaning);
    }

    public static Param text(String name, Unit unit, @Nullable String fallback, String meaning) {
      return new Param(name, unit, fallback, 0, 0, List.of(), meaning);
    }
  }

  /**
   * A typed place where data goes in or out. Types are compared by name: bars, series, score, mask,
   * weights, groups, cost, book.
   *
   * @param many takes any number of inputs, named {@code port.label}
   * @param optional may be left unconnected
   */
  public record Port(String name, String type, boolean many, boolean optional) {
    public static Port of(String name, String type) {
      return new Port(name, type, false, false);
    }

    public static Port optional(String name, String type) {
      return new Port(name, type, false, true);
    }

    public static Port many(String name, String type) {
      return new Port(name, type, true, false);
    }
  }
}
