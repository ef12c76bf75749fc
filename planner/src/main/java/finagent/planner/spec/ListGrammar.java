package finagent.planner.spec;

import finagent.planner.DidYouMean;
import finagent.planner.spec.Node.Items;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of distinct words, canonically joined by commas.
 *
 * @param allowed the words there are; empty = any
 */
record ListGrammar(List<String> allowed) implements Grammar {
  @Override
  public String read(Node node, String path) {
    if (!(node instanceof Items list)) {
      throw node.where().refuse(path, "needs a list, e.g. [A, B], not " + node.kind());
    }
    List<String> words = new ArrayList<>();
    for (Node item : list.items()) {
      String word = Grammar.scalar(item, path, "a list of words");
      if (word.isBlank() || word.contains(",") || !word.equals(word.strip())) {
        throw item.where().refuse(path, "'%s' is no word; write [A, B]".formatted(word));
      }
      if (!allowed.isEmpty() && !allowed.contains(word)) {
        throw item.where()
            .refuse(
                path,
                "'%s' is not one of %s.%s"
                    .formatted(word, String.join(", ", allowed), DidYouMean.of(word, allowed)));
      }
      if (words.contains(word)) {
        throw item.where().refuse(path, "'%s' is there twice; name it once".formatted(word));
      }
      words.add(word);
    }
    return String.join(",", words);
  }

  @Override
  public String print(String canonical) {
    return YamlText.list(words(canonical));
  }

  static List<String> words(String canonical) {
    return canonical.isEmpty() ? List.of() : List.of(canonical.split(",", -1));
  }
}
