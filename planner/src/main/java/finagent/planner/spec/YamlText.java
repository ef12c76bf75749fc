package finagent.planner.spec;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes scalars, lists and maps in YAML flow style, quoted where a reader could stumble. */
final class YamlText {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9/](?:[A-Za-z0-9_./%+-]*[A-Za-z0-9_./%+])?|-[0-9.]+[a-z%]*");

  private YamlText() {}

  static String quoted(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (PLAIN.matcher(text).matches() && !lower.equals("null")) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if ((c >= ' ' && c <= '~') || Character.isLetterOrDigit(c)) {
        quoted.append(c);
      } else {
        quoted.append("\\u%04X".formatted((int) c));
      }
    }
    return quoted.append('"').toString();
  }

  static String list(List<String> words) {
    return words.stream().map(YamlText::quoted).collect(joining(", ", "[", "]"));
  }

  /** Values are YAML already. */
  static String map(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + ": " + entry.getValue())
        .collect(joining(", ", "{", "}"));
  }
}
