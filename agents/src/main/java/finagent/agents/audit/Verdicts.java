package finagent.agents.audit;

import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects, per subject, the first place where a check broke. */
final class Verdicts {
  private final String check;
  private final Map<String, String> broken = new LinkedHashMap<>();
  private final List<String> subjects;
  private int comparisons;

  Verdicts(String check, List<String> subjects) {
    this.check = check;
    this.subjects = subjects;
  }

  /** Rows before {@code rows} must agree. */
  void compare(Answers whole, Answers other, int rows, String what) {
    comparisons++;
    for (String subject : subjects) {
      if (whole.isBook(subject)) {
        compareBook(subject, whole.equity(subject), other.equity(subject), rows, what);
        continue;
      }
      for (int p = 0; p < whole.output(subject).length; p++) {
        double[] a = whole.output(subject)[p];
        double[] b = other.output(subject)[p];
        for (int c = 0; c < rows * whole.width(); c++) {
          note(subject, a[c], b[c], c / whole.width(), what);
        }
      }
    }
  }

  private void compareBook(String book, Columns a, Columns b, int rows, String what) {
    for (int row = 0; row < a.rows() && a.at(Journal.BAR, row) < rows; row++) {
      for (int c = 0; c < a.names().size(); c++) {
        note(book, a.at(c, row), b.at(c, row), (int) a.at(Journal.BAR, row), what);
      }
    }
  }

  /** The column of one instrument must agree. */
  void compareOne(Answers whole, Answers other, int instrument, String what) {
    comparisons++;
    for (String subject : subjects) {
      for (int p = 0; p < whole.output(subject).length; p++) {
        double[] a = whole.output(subject)[p];
        double[] b = other.output(subject)[p];
        for (int c = instrument; c < a.length; c += whole.width()) {
          note(subject, a[c], b[c], c / whole.width(), what);
        }
      }
    }
  }

  /** The other world's position k holds what the whole has at {@code order[k]}. */
  void compareReordered(Answers whole, Answers other, int[] order, String what) {
    comparisons++;
    int width = whole.width();
    for (String subject : subjects) {
      for (int p = 0; p < whole.output(subject).length; p++) {
        double[] a = whole.output(subject)[p];
        double[] b = other.output(subject)[p];
        for (int c = 0; c < b.length; c++) {
          note(subject, a[c - c % width + order[c % width]], b[c], c / width, what);
        }
      }
    }
  }

  private void note(String subject, double a, double b, int bar, String what) {
    if (Double.doubleToLongBits(a) != Double.doubleToLongBits(b)) {
      broken.putIfAbsent(
          subject, "%s: at bar %d it says %s instead of %s".formatted(what, bar, b, a));
    }
  }

  List<Finding> findings() {
    return subjects.stream()
        .map(
            subject ->
                new Finding(
                    check,
                    subject,
                    !broken.containsKey(subject),
                    broken.getOrDefault(subject, "held in %d comparisons".formatted(comparisons))))
        .toList();
  }
}
