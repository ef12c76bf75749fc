package finagent.rl.training;

import finagent.rl.reward.DifferentialSharpe;
import finagent.rl.reward.Downside;
import finagent.rl.reward.Drawdown;
import finagent.rl.reward.LogReturn;
import finagent.rl.reward.Reward;
import finagent.rl.reward.ScaledReturn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rewards by the words files use: {@code log-return}, {@code drawdown(price=0.1)}. */
public final class Rewards {
  private Rewards() {}

  private static Map<String, Reward> standard() {
    Map<String, Reward> known = new LinkedHashMap<>();
    known.put("log-return", new LogReturn());
    known.put("scaled-return", new ScaledReturn(100));
    known.put("differential-sharpe", new DifferentialSharpe(0.01, 0.01));
    known.put("downside", new Downside(10));
    known.put("drawdown", new Drawdown(0.1));
    return known;
  }

  /** The reward a text stands for. */
  public static Reward of(String text) {
    String plain = text.replaceAll("\\s", "");
    int open = plain.indexOf('(');
    String name = open < 0 ? plain : plain.substring(0, open);
    Reward reward = standard().get(name);
    if (reward == null || (open >= 0 && !plain.endsWith(")"))) {
      throw new IllegalArgumentException(
          "No reward '%s'; there are %s, with settings like drawdown(price=0.1)"
              .formatted(text, String.join(", ", standard().keySet())));
    }
    SortedMap<String, String> changes = new TreeMap<>();
    String inside = open < 0 ? "" : plain.substring(open + 1, plain.length() - 1);
    for (String part : inside.isEmpty() ? new String[0] : inside.split(",", -1)) {
      int is = part.indexOf('=');
      if (is < 1) {
        throw new IllegalArgumentException(
            "Invalid setting '%s' of reward '%s' (must be name=value)".formatted(part, text));
      }
      changes.put(part.substring(0, is), part.substring(is + 1));
    }
    return (Reward) Settings.with((Record) reward, changes);
  }

  /** The canonical text of a reward. */
  public static String text(Reward reward) {
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
