package finagent.jobs;

import finagent.planner.spec.StrategySpec;
import finagent.planner.spec.Variants;
import finagent.planner.spec.YamlMap;
import finagent.sandbox.random.Philox;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A strategy beside copies of itself whose alphas' parameters are moved a little: what a result
 * owes to the parameters chosen. Each number is multiplied by 1 + u, u uniform in -share .. share;
 * whole numbers stay whole. Copies that are no valid strategy, or one that is there, are drawn
 * anew.
 */
final class Perturbed {
  private static final Pattern FORM = Pattern.compile("([0-9.]+%?):([0-9]{1,3})");
  private static final Pattern NUMBER = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([a-z%]*)");
  private static final int MOST = 64;
  private static final int TRIES = 50;

  private Perturbed() {}

  /** Reads a file and its copies, the strategy itself first. */
  static Strategies read(List<Path> files, List<String> sets, String wanted, long seed) {
    Matcher form = FORM.matcher(wanted.strip());
    if (files.size() != 1 || !form.matches()) {
      throw new IllegalArgumentException(
          "Invalid --perturb '%s' of %d files: SHARE:N of one file, e.g. 20%%:8"
              .formatted(wanted, files.size()));
    }
    double share = MonteCarloCommand.share("--perturb", form.group(1));
    int copies = Integer.parseInt(form.group(2));
    if (!(share > 0 && share < 1) || copies < 1 || copies > MOST) {
      throw new IllegalArgumentException(
          "Invalid --perturb '%s': a share below 100%% and 1..%d copies".formatted(wanted, MOST));
    }
    Path file = files.get(0);
    SortedMap<String, String> parameters;
    try (Strategies plain = Strategies.read(files, sets)) {
      StrategySpec spec = plain.specs().get(0);
      parameters = parameters(spec);
      if (parameters.isEmpty()) {
        throw new IllegalArgumentException(
            "The alphas of '%s' have no number that could be moved".formatted(spec.name()));
      }
    }
    Set<List<String>> seen = new HashSet<>();
    seen.add(parameters.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    List<Variants.Variant> moved = new ArrayList<>();
    Philox random = Philox.of(seed, "perturb");
    for (int attempt = 0; moved.size() < copies && attempt < copies * TRIES; attempt++) {
      List<String> values = moved(parameters, share, random, attempt);
      if (seen.add(values) && isValid(file, sets, values)) {
        moved.add(new Variants.Variant(label(values), values));
      }
    }
    if (moved.size() < copies) {
      throw new IllegalArgumentException(
          "Within %s of the parameters of %s there are only %d other strategies; ask for fewer, or for a larger share"
              .formatted(form.group(1), file.getFileName(), moved.size()));
    }
    return Strategies.beside(file, sets, moved);
  }

  /** The values without their paths: {@code lookback=231d skip=19d}. */
  private static String label(List<String> values) {
    return values.stream()
        .map(value -> value.substring(value.lastIndexOf('.', value.indexOf('=')) + 1))
        .collect(Collectors.joining(" "));
  }

  /** The numbers of the alphas by their path, as a person writes them, with their units. */
  private static SortedMap<String, String> parameters(StrategySpec spec) {
    SortedMap<String, String> parameters = new TreeMap<>();
    Optional<YamlMap> alphas = YamlMap.parse(spec.name(), spec.resolved()).map("alphas");
    for (String alpha : alphas.map(YamlMap::keys).orElse(List.of())) {
      YamlMap call = alphas.flatMap(all -> all.map(alpha)).orElseThrow();
      for (String parameter : call.keys()) {
        boolean single = !call.isList(parameter);
        String value = single ? call.text(parameter).orElse("") : "";
        if (NUMBER.matcher(value).matches()) {
          parameters.put("alphas." + alpha + "." + parameter, value);
        }
      }
    }
    return parameters;
  }

  private static List<String> moved(
      SortedMap<String, String> parameters, double share, Philox random, int attempt) {
    List<String> moved = new ArrayList<>();
    int draw = 0;
    for (var parameter : parameters.entrySet()) {
      Matcher number = NUMBER.matcher(parameter.getValue());
      if (number.matches()) {
        double factor = 1 + share * (2 * random.uniform(attempt, 0, 0, draw++) - 1);
        BigDecimal value = new BigDecimal(number.group(1)).multiply(BigDecimal.valueOf(factor));
        boolean whole = !number.group(1).contains(".");
        BigDecimal rounded =
            whole
                ? value.setScale(0, RoundingMode.HALF_EVEN)
                : value.round(new MathContext(6, RoundingMode.HALF_EVEN));
        moved.add(parameter.getKey() + "=" + rounded.toPlainString() + number.group(2));
      }
    }
    return moved;
  }

  private static boolean isValid(Path file, List<String> sets, List<String> values) {
    List<String> all = new ArrayList<>(sets);
    all.addAll(values);
    try (Strategies tried = Strategies.read(List.of(file), all)) {
      return tried.specs().size() == 1;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
