package finagent.sandbox.vector;

/**
 * Correlates lanes: {@code x_i = drift_i + sum over j <= i of L_ij z_j} for every lane, L lower
 * triangular. Rows of lanes lie {@link Lane#STRIDE} apart; matrix, drift, z and x are padded to a
 * multiple of {@link #PAD} rows, the padding of L with zeros. Sums run in the order of j by fused
 * multiply-adds from the drift on. O(n^2 / 2) a lane.
 */
public interface Mix {
  /** Rows are padded to a multiple of it. */
  int PAD = 5;

  /** Over {@code rows} (a multiple of {@link #PAD}) and the first {@code lanes} lanes. */
  void over(double[] matrix, double[] drift, int rows, double[] z, double[] x, int lanes);

  /** Rows with padding. */
  static int padded(int rows) {
    return (rows + PAD - 1) / PAD * PAD;
  }

  /** What is fastest here; the choice never changes a bit. */
  static Mix best() {
    boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return there ? Wide.mix() : new ScalarMix();
  }

  /** Loaded only where vectors are. */
  final class Wide {
    private Wide() {}

    static Mix mix() {
      return new VectorMix();
    }
  }
}
