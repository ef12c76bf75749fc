package finagent.rl.training;

import finagent.rl.reward.Calmar;
import finagent.rl.reward.Cvar;
import finagent.rl.reward.DifferentialSharpe;
import finagent.rl.reward.Downside;
import finagent.rl.reward.Drawdown;
import finagent.rl.reward.LogReturn;
import finagent.rl.reward.Reward;
import finagent.rl.reward.ScaledReturn;
import finagent.rl.reward.Weighted;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rewards by the words files use: {@code log-return}, {@code drawdown(price=0.1)}, and weighted
 * sums of them, {@code 0.7*log-return+0.3*cvar}.
 */
public final class Rewards {
  private static final String TIMES = "*";

  /** A plus sign outside of parentheses and of numbers like 1e+3. */
  private static final String BETWEEN_TERMS = "(?<![0-9.][eE])\\+(?![^(]*\\))";

  private Rewards() {}

  private static Map<String, Reward> standard() {
    Map<String, Reward> known = new LinkedHashMap<>();
    known.put("log-return", new LogReturn());
    known.put("scaled-return", new ScaledReturn(100));
    known.put("differential-sharpe", new DifferentialSharpe(0.01, 0.01));
    known.put("downside", new Downside(10));
    known.put("drawdown", new Drawdown(0.1));
    known.put("calmar", new Calmar(1));
    known.put("cvar", new Cvar(1, 0.95, 0.01, 0.01));
    return known;
  }

  /** The reward a text stands for. */
  public static Reward of(String text) {
    String[] terms = text.replaceAll("\\s", "").split(BETWEEN_TERMS, -1);
    if (terms.length == 1 && !terms[0].contains(TIMES)) {
      return plain(terms[0]);
    }
    return new Weighted(Arrays.stream(terms).map(Rewards::term).toList());
  }

  /** {@code 0.7*log-return}, or a reward that counts once. */
  private static Weighted.Term term(String text) {
    int times = text.indexOf(TIMES);
    String weight = times < 0 ? "1" : text.substring(0, times);
    if (!weight.matches("-?[0-9]*\\.?[0-9]+([eE][+-]?[0-9]+)?")) {
      throw new IllegalArgumentException(
          "Invalid weight '%s' in '%s' (must be like 0.7*log-return)".formatted(weight, text));
    }
    return new Weighted.Term(Double.parseDouble(weight), plain(text.substring(times + 1)));
  }

  private static Reward plain(String plain) {
    int open = plain.indexOf('(');
    String name = open < 0 ? plain : plain.substring(0, open);
    Reward reward = standard().get(name);
    if (reward == null || (open >= 0 && !plain.endsWith(")"))) {
      throw new IllegalArgumentException(
          "No reward '%s'; there are %s, with settings like drawdown(price=0.1), and sums like 0.7*log-return + 0.3*cvar"
              .formatted(plain, String.join(", ", standard().keySet())));
    }
    SortedMap<String, String> changes = new TreeMap<>();
    String inside = open < 0 ? "" : plain.substring(open + 1, plain.length() - 1);
    for (String part : inside.isEmpty() ? new String[0] : inside.split(",", -1)) {
      int is = part.indexOf('=');
      if (is < 1) {
        throw new IllegalArgumentException(
            "Invalid setting '%s' of reward '%s' (must be name=value)".formatted(part, plain));
      }
      changes.put(part.substring(0, is), part.substring(is + 1));
    }
    return (Reward) Settings.with((Record) reward, changes);
  }

  /** The canonical text of a reward. */
  public static String text(Reward reward) {
    if (reward instanceof Weighted sum) {
      return sum.terms().stream()
          .map(term -> term.weight() + TIMES + text(term.reward()))
          .collect(Collectors.joining("+"));
    }
    for (Map.Entry<String, Reward> known : standard().entrySet()) {
      if (known.getValue().getClass() == reward.getClass()) {
        SortedMap<String, String> settings = Settings.of((Record) reward);
        StringBuilder text = new StringBuilder(known.getKey());
        String separator = "(";
        for (Map.Entry<String, String> setting : settings.entrySet()) {
          text.append(separator).append(setting.getKey()).append('=').append(setting.getValue());
          separator = ",";
        }
        return settings.isEmpty() ? text.toString() : text.append(')').toString();
      }
    }
    throw new IllegalArgumentException("Reward %s has no name".formatted(reward));
  }
}
