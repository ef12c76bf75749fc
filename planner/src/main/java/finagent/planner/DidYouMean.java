package finagent.planner;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known word a mistyped one was meant to be, by edit distance (Levenshtein 1966). Cost
 * O(known words x length squared).
 */
public final class DidYouMean {
  private DidYouMean() {}

  /** {@code " Did you mean 'momentum'?"}, or an empty text where no known word is near. */
  public static String of(String word, Collection<String> known) {
    return nearest(word, known).map(" Did you mean '%s'?"::formatted).orElse("");
  }

  /** The nearest known word, if it is at most a third of the word away (and at least 1). */
  public static Optional<String> nearest(String word, Collection<String> known) {
    int best = Math.max(1, Math.min(word.length(), 40) / 3) + 1;
    String found = "";
    for (String candidate : known) {
      int distance = distance(lower(word), lower(candidate));
      if (distance < best || (distance == best && candidate.compareTo(found) < 0)) {
        best = distance;
        found = candidate;
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  /**
   * Fewest single-character insertions, deletions and replacements that turn one into the other.
   */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private static String lower(String word) {
    String text = word.toLowerCase(Locale.ROOT);
    return text.length() <= 40 ? text : text.substring(0, 40);
  }
}
