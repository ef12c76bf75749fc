package finagent.planner.spec;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A strategy file, resolved: checked against the agents at hand, every default filled in.
 *
 * @param values canonical values of the keys that belong to no agent, by path
 * @param alphas named signals, in the order of the file
 * @param combine weight of each signal, canonical number
 * @param portfolio turns scores into weights; empty where the file is a list of tasks
 * @param risk parameters of the risk sections in use: volTarget, limits, drawdownGuard
 * @param plugins jars of the user's own agents
 * @param tasks tasks of a file in the long form; empty otherwise
 * @param vary what a sweep varies, as YAML; empty = nothing
 * @param resolved the file again, in canonical YAML with every default: reads back as an equal
 *     value
 */
public record StrategySpec(
    String name,
    String description,
    SortedMap<String, String> values,
    Map<String, Call> alphas,
    SortedMap<String, String> combine,
    Optional<Call> portfolio,
    SortedMap<String, SortedMap<String, String>> risk,
    List<Plugin> plugins,
    List<OwnTask> tasks,
    String vary,
    String resolved) {
  public StrategySpec {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    alphas = Collections.unmodifiableMap(new LinkedHashMap<>(alphas));
    combine = Collections.unmodifiableSortedMap(new TreeMap<>(combine));
    risk = Collections.unmodifiableSortedMap(new TreeMap<>(risk));
    plugins = List.copyOf(plugins);
    tasks = List.copyOf(tasks);
  }

  /** An agent with all its parameters, canonical, and what its output is piped through. */
  public record Call(String agent, SortedMap<String, String> params, List<Call> post) {
    public Call {
      params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
      post = List.copyOf(post);
    }
  }

  /** A jar, by its absolute path, and the agent classes in it. */
  public record Plugin(String jar, List<String> classes) {
    public Plugin {
      classes = List.copyOf(classes);
    }
  }

  /** A task of the long form; inputs name a task or {@code task:port}. */
  public record OwnTask(
      String name,
      String agent,
      SortedMap<String, String> inputs,
      SortedMap<String, String> params) {
    public OwnTask {
      inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
      params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    }
  }

  /** The canonical value of a key, e.g. {@code schedule.rebalance}. */
  public String value(String path) {
    String value = values.get(path);
    if (value == null) {
      throw new IllegalArgumentException(
          "No key '%s' in a strategy; there are %s".formatted(path, values.keySet()));
    }
    return value;
  }

  /** First day of the sealed period, if there is one. */
  public Optional<LocalDate> holdout() {
    String day = value("period.holdout");
    return day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day));
  }

  StrategySpec resolvedAs(String yaml) {
    return new StrategySpec(
        name, description, values, alphas, combine, portfolio, risk, plugins, tasks, vary, yaml);
  }
}
