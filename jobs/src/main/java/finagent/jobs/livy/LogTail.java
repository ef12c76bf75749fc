package finagent.jobs.livy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One log out of many looks at it. Livy keeps the last lines of each stream only (200 by default,
 * {@code livy.cache-log.size}) and counts from the oldest it still has, so that positions mean
 * nothing from one look to the next: looks are joined where they overlap, stream by stream. Where
 * they do not, lines were lost in between, and a line says so.
 *
 * <p>A run of equal lines is joined at its longest overlap. Cost: O(lines^2) at worst for each
 * look.
 */
public final class LogTail {
  private static final String GAP =
      "[finagent: lines are missing here; Livy keeps few, and more came between two looks]";
  private static final int USUAL = 200;
  private static final List<String> HEADS =
      List.of("stdout: ", "\nstderr: ", "\nYARN Diagnostics: ");

  private final Map<String, List<String>> before = new LinkedHashMap<>();
  private int gaps;

  /** The lines that are new since the last look, with a line for every gap. */
  public List<String> take(List<String> look) {
    List<String> fresh = new ArrayList<>();
    streams(look)
        .forEach(
            (stream, lines) -> {
              List<String> seen = before.put(stream, lines);
              if (seen == null) {
                first(lines, fresh);
              } else {
                joined(seen, lines, fresh);
              }
            });
    return fresh;
  }

  /** How many gaps were met. */
  public int gaps() {
    return gaps;
  }

  private void first(List<String> lines, List<String> fresh) {
    if (lines.size() >= USUAL) {
      gap(fresh);
    }
    fresh.addAll(lines);
  }

  private void joined(List<String> seen, List<String> lines, List<String> fresh) {
    int overlap = overlap(seen, lines);
    if (overlap == 0 && !seen.isEmpty() && !lines.isEmpty()) {
      gap(fresh);
    }
    fresh.addAll(lines.subList(overlap, lines.size()));
  }

  private void gap(List<String> fresh) {
    gaps++;
    fresh.add(GAP);
  }

  /** The longest end of one list that the other begins with. */
  private static int overlap(List<String> seen, List<String> lines) {
    for (int n = Math.min(seen.size(), lines.size()); n > 0; n--) {
      if (seen.subList(seen.size() - n, seen.size()).equals(lines.subList(0, n))) {
        return n;
      }
    }
    return 0;
  }

  private static Map<String, List<String>> streams(List<String> look) {
    Map<String, List<String>> streams = new LinkedHashMap<>();
    String stream = "";
    for (String line : look) {
      if (HEADS.contains(line) && !streams.containsKey(line)) {
        stream = line;
        streams.put(stream, new ArrayList<>());
      } else {
        streams.computeIfAbsent(stream, name -> new ArrayList<>()).add(line);
      }
    }
    return streams;
  }
}
