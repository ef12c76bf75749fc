package finagent.tables.results;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON objects of texts, as some cells hold them: {@code {"name":"value"}}. */
final class FlatJson {
  private static final Pattern PAIR =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

  private FlatJson() {}

  static String write(SortedMap<String, String> values) {
    StringBuilder json = new StringBuilder("{");
    values.forEach(
        (name, value) ->
            json.append(json.length() > 1 ? "," : "")
                .append(quoted(name))
                .append(':')
                .append(quoted(value)));
    return json.append('}').toString();
  }

  static SortedMap<String, String> read(String json) {
    SortedMap<String, String> values = new TreeMap<>();
    Matcher pair = PAIR.matcher(json);
    while (pair.find()) {
      values.put(plain(pair.group(1)), plain(pair.group(2)));
    }
    return values;
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  private static String plain(String escaped) {
    return ESCAPE
        .matcher(escaped)
        .replaceAll(found -> Matcher.quoteReplacement(unescape(found.group(1))));
  }

  private static String unescape(String escape) {
    if (escape.length() == 5) {
      return String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
    }
    return Map.of("n", "\n", "t", "\t", "r", "\r", "b", "\b", "f", "\f")
        .getOrDefault(escape, escape);
  }
}
