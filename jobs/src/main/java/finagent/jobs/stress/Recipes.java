package finagent.jobs.stress;

import finagent.planner.DidYouMean;
import finagent.sandbox.scenario.FedScenario;
import finagent.sandbox.scenario.Scenario;
import finagent.sandbox.scenario.Scenarios;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scenarios there are to choose from, by name: shipped, past, and the user's own. */
public final class Recipes {
  private static final int MOST_BYTES = 1 << 20;

  private final Map<String, Recipe> byName = new LinkedHashMap<>();

  private Recipes() {}

  /**
   * The shipped scenarios and replays of the past.
   *
   * @param from epoch day from which the shipped ones happen; {@link Long#MAX_VALUE} = at the end
   *     of the market
   */
  public static Recipes shipped(long from) {
    Recipes recipes = new Recipes();
    for (String name : Scenarios.names()) {
      recipes.add(
          from == Long.MAX_VALUE
              ? Scenarios.last(name, Collections.emptySortedMap())
              : Scenarios.from(LocalDate.ofEpochDay(from), name, Collections.emptySortedMap()));
    }
    for (Scenarios.Past past : Scenarios.Past.values()) {
      Recipe recipe = new Recipe.Replayed(past);
      recipes.byName.put(recipe.name(), recipe);
    }
    return recipes;
  }

  /** One more; a name that is taken is refused. */
  public Recipes add(Scenario scenario) {
    boolean taken = scenario.name().equals(Scenario.neutral().name());
    if (taken || byName.putIfAbsent(scenario.name(), new Recipe.Made(scenario)) != null) {
      throw new IllegalArgumentException(
          "There is a scenario '%s' already; give yours a name of its own"
              .formatted(scenario.name()));
    }
    return this;
  }

  /** Those of a file of the user's own. */
  public Recipes addFile(Path file) {
    ScenarioFile.read(file).forEach(this::add);
    return this;
  }

  /**
   * A path of the Federal Reserve.
   *
   * @param path one of its CSV files
   * @param history its file of actual values, which holds the quarter before
   * @param quarters how many, from the first; 0 = all
   * @param from epoch day it begins; {@link Long#MAX_VALUE} = it covers the end of the market
   */
  public Recipes addFed(Path path, Path history, int quarters, long from) {
    FedScenario fed = FedScenario.parse(path.toString(), text(path));
    FedScenario actual = FedScenario.parse(history.toString(), text(history));
    return add(fed.scenario(actual, from, quarters == 0 ? fed.quarters() : quarters));
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(
            "%s has %,d bytes; at most %,d are read".formatted(file, Files.size(file), MOST_BYTES));
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new UncheckedIOException("No file can be read at '%s'".formatted(file), e);
    }
  }

  /** All, in order. */
  public List<Recipe> all() {
    return List.copyOf(byName.values());
  }

  /** Those a book is put through: some by name; where none is named all but replays of the past. */
  public List<Recipe> forBooks(List<String> names) {
    return names.isEmpty()
        ? all().stream().filter(recipe -> recipe instanceof Recipe.Made).toList()
        : named(names);
  }

  /** Some by name, in the order given; {@code neutral} changes nothing. */
  public List<Recipe> named(List<String> names) {
    List<Recipe> chosen = new ArrayList<>();
    for (String name : names.stream().map(String::strip).distinct().toList()) {
      chosen.add(
          name.equals(Scenario.neutral().name())
              ? new Recipe.Made(Scenario.neutral())
              : found(name));
    }
    return chosen;
  }

  private Recipe found(String name) {
    return Optional.ofNullable(byName.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No scenario '%s'; there are %s.%s"
                        .formatted(
                            name,
                            String.join(", ", byName.keySet()),
                            DidYouMean.of(name, byName.keySet()))));
  }
}
