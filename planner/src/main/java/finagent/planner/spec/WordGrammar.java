package finagent.planner.spec;

import finagent.planner.DidYouMean;
import java.util.List;

/** One of a few words. */
record WordGrammar(List<String> words) implements Grammar {
  @Override
  public String read(Node node, String path) {
    String one = "one of " + String.join(", ", words);
    String text = Grammar.scalar(node, path, one);
    if (!words.contains(text)) {
      throw node.where()
          .refuse(path, "'%s' is not %s.%s".formatted(text, one, DidYouMean.of(text, words)));
    }
    return text;
  }

  @Override
  public String print(String canonical) {
    return YamlText.quoted(canonical);
  }
}
