package finagent.agents.audit;

import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * Collects, per subject, the first place where a check broke. A subject whose inputs differ already
 * is not judged: the fault lies with what it reads.
 */
final class Verdicts {
  private static final int APART = -1;

  private final String check;
  private final Map<String, String> broken = new LinkedHashMap<>();
  private final Map<String, Integer> judged = new LinkedHashMap<>();
  private final Map<String, Double> constant = new LinkedHashMap<>();
  private final List<String> subjects;

  Verdicts(String check, List<String> subjects) {
    this.check = check;
    this.subjects = subjects;
  }

  /** Rows before {@code rows} must agree. */
  void compare(Answers whole, Answers other, int rows, String what) {
    int end = rows * whole.width();
    compare(whole, other, rows, cell -> cell < end ? cell : APART, what);
  }

  /** The column of one instrument must agree. */
  void compareOne(Answers whole, Answers other, int instrument, String what) {
    int width = whole.width();
    compare(whole, other, 0, cell -> cell % width == instrument ? cell : APART, what);
  }

  /** The other world's position k holds what the whole has at {@code order[k]}. */
  void compareReordered(Answers whole, Answers other, int[] order, String what) {
    int width = whole.width();
    int[] place = new int[width];
    for (int k = 0; k < width; k++) {
      place[order[k]] = k;
    }
    compare(whole, other, 0, cell -> cell - cell % width + place[cell % width], what);
  }

  /** A subject threw where it should have answered. */
  void stopped(Stopped stopped, String what) {
    broken.putIfAbsent(
        stopped.subject(), "%s: it stops with %s".formatted(what, stopped.getCause()));
  }

  /**
   * Compares what is comparable.
   *
   * @param rows bars of books that must agree
   * @param pairing the other world's cell for a cell of the whole, or {@link #APART}
   */
  private void compare(
      Answers whole, Answers other, int rows, IntUnaryOperator pairing, String what) {
    for (String subject : subjects) {
      if (broken.containsKey(subject)
          || !agree(whole.inputs(subject), other.inputs(subject), pairing)) {
        continue;
      }
      judged.merge(subject, 1, Integer::sum);
      if (whole.isBook(subject)) {
        compareBook(subject, whole.equity(subject), other.equity(subject), rows, what);
        continue;
      }
      noteConstant(subject, whole.output(subject));
      for (int p = 0; p < whole.output(subject).length; p++) {
        double[] a = whole.output(subject)[p];
        double[] b = other.output(subject)[p];
        int cell = difference(a, b, pairing);
        if (cell != APART) {
          note(subject, a[cell], b[pairing.applyAsInt(cell)], cell / whole.width(), what);
        }
      }
    }
  }

  private static boolean agree(List<double[]> a, List<double[]> b, IntUnaryOperator pairing) {
    for (int k = 0; k < a.size(); k++) {
      if (difference(a.get(k), b.get(k), pairing) != APART) {
        return false;
      }
    }
    return true;
  }

  private static int difference(double[] a, double[] b, IntUnaryOperator pairing) {
    for (int cell = 0; cell < a.length; cell++) {
      int other = pairing.applyAsInt(cell);
      if (other != APART && !same(a[cell], b[other])) {
        return cell;
      }
    }
    return APART;
  }

  private void compareBook(String book, Columns a, Columns b, int rows, String what) {
    for (int row = 0; row < a.rows() && a.at(Journal.BAR, row) < rows; row++) {
      int bar = (int) a.at(Journal.BAR, row);
      if (row >= b.rows()) {
        broken.putIfAbsent(
            book, String.format(Locale.ROOT, "%s: it has no row for bar %d", what, bar));
        return;
      }
      for (int c = 0; c < a.names().size(); c++) {
        if (!same(a.at(c, row), b.at(c, row))) {
          note(book, a.at(c, row), b.at(c, row), bar, what);
        }
      }
    }
  }

  private static boolean same(double a, double b) {
    return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
  }

  private void note(String subject, double a, double b, int bar, String what) {
    broken.putIfAbsent(
        subject,
        String.format(Locale.ROOT, "%s: at bar %d it says %s instead of %s", what, bar, b, a));
  }

  List<Finding> findings() {
    return subjects.stream()
        .map(
            subject ->
                new Finding(
                    check,
                    subject,
                    !broken.containsKey(subject),
                    broken.getOrDefault(subject, held(subject))))
        .toList();
  }

  private String held(String subject) {
    int comparisons = judged.getOrDefault(subject, 0);
    if (comparisons == 0) {
      return "not judged: what it reads differs already";
    }
    return String.format(
        Locale.ROOT,
        "held in %d comparisons%s",
        comparisons,
        constant.containsKey(subject)
            ? ", though it says nothing but " + constant.get(subject)
            : "");
  }

  /** An answer that never changes shows little; the finding says so. */
  private void noteConstant(String subject, double[][] output) {
    double first = output.length == 0 ? Double.NaN : output[0][0];
    for (double[] port : output) {
      for (double value : port) {
        if (!same(value, first)) {
          return;
        }
      }
    }
    constant.put(subject, first);
  }
}
