package finagent.planner.spec;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A strategy as its file says it, checked, with every default filled in. Immutable; equal specs
 * print the same {@link #resolved()} text, and reading that text gives an equal spec.
 *
 * @param settings canonical values by path ({@code schedule.band} is {@code 0.002})
 * @param alphas named signals
 * @param combine weight of each alpha
 * @param uses the other agents by path: portfolio, risk.volTarget, risk.limits, risk.drawdownGuard
 * @param vary values by path as they were written; only sweeps read them
 * @param plugins jars with agents of the user's own
 * @param tasks the long form; where it is used there are no alphas and no uses
 * @param overrides what was set on the command line, already applied
 */
public record StrategySpec(
    String name,
    String description,
    SortedMap<String, String> settings,
    SortedMap<String, Alpha> alphas,
    SortedMap<String, Double> combine,
    SortedMap<String, AgentUse> uses,
    SortedMap<String, List<String>> vary,
    List<Plugin> plugins,
    List<Step> tasks,
    List<String> overrides) {
  public StrategySpec {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")) {
      throw new IllegalArgumentException(
          "Invalid name '%s': letters, digits, '-', '_' and '.', at most 100".formatted(name));
    }
    settings = frozen(settings);
    alphas = frozen(alphas);
    combine = frozen(combine);
    uses = frozen(uses);
    SortedMap<String, List<String>> varied = new TreeMap<>();
    vary.forEach((path, values) -> varied.put(path, List.copyOf(values)));
    vary = Collections.unmodifiableSortedMap(varied);
    plugins = List.copyOf(plugins);
    tasks = List.copyOf(tasks);
    overrides = List.copyOf(overrides);
  }

  /**
   * An agent with its parameters.
   *
   * @param params canonical values, defaults filled in
   * @param written the same as YAML
   */
  public record AgentUse(
      String agent, SortedMap<String, String> params, SortedMap<String, String> written) {
    public AgentUse {
      params = frozen(params);
      written = frozen(written);
    }
  }

  /** A named signal and the transforms it is piped through. */
  public record Alpha(AgentUse signal, List<AgentUse> post) {
    public Alpha {
      post = List.copyOf(post);
    }
  }

  /** A jar with agents of the user's own, and the classes to take from it. */
  public record Plugin(String jar, List<String> classes) {
    public Plugin {
      classes = List.copyOf(classes);
    }
  }

  /**
   * A task of the long form.
   *
   * @param inputs {@code task} or {@code task:port} by port
   * @param keep whether its output is written to the memory
   */
  public record Step(String name, AgentUse use, SortedMap<String, String> inputs, boolean keep) {
    public Step {
      inputs = frozen(inputs);
    }
  }

  /** The canonical value at a path; a path that is no setting is refused. */
  public String setting(String path) {
    String value = settings.get(path);
    if (value == null) {
      throw new IllegalArgumentException(
          "Strategy '%s' has no setting '%s'; it has %s".formatted(name, path, settings.keySet()));
    }
    return value;
  }

  public double number(String path) {
    return Double.parseDouble(setting(path));
  }

  /** A setting that is a list. */
  public List<String> list(String path) {
    return ListGrammar.words(setting(path));
  }

  /** A setting that is a date; empty where the file leaves it open. */
  public Optional<LocalDate> date(String path) {
    return Optional.of(setting(path)).filter(text -> !text.isEmpty()).map(LocalDate::parse);
  }

  public String dataSet() {
    return setting("data.set");
  }

  public double capital() {
    return number("capital");
  }

  public long seed() {
    return Long.parseLong(setting("seed"));
  }

  public Optional<AgentUse> use(String path) {
    return Optional.ofNullable(uses.get(path));
  }

  /** Canonical YAML with every default, in a stable order; reads back as an equal spec. */
  public String resolved() {
    return SpecPrinter.of(this);
  }

  private static <V> SortedMap<String, V> frozen(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
