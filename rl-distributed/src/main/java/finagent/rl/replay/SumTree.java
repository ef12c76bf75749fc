package finagent.rl.replay;

/**
 * Weights of numbered places with their sums in a binary tree: a place is changed, and the place
 * that holds a point of the whole sum is found, in O(log n).
 */
final class SumTree {
  private final int leaves;
  private final double[] sum;

  SumTree(int places) {
    int size = 1;
    while (size < places) {
      size *= 2;
    }
    leaves = size;
    sum = new double[2 * size];
  }

  double total() {
    return sum[1];
  }

  double weight(int place) {
    return sum[leaves + place];
  }

  void set(int place, double weight) {
    int node = leaves + place;
    sum[node] = weight;
    for (node /= 2; node > 0; node /= 2) {
      // Sums anew, not by differences: no error ever builds up.
      sum[node] = sum[2 * node] + sum[2 * node + 1];
    }
  }

  /** The place in whose share the point lies; 0 <= point < total. Never one of weight 0. */
  int find(double point) {
    int node = 1;
    double left = point;
    while (node < leaves) {
      node *= 2;
      if (left >= sum[node] && sum[node + 1] > 0) {
        left -= sum[node];
        node++;
      }
    }
    return node - leaves;
  }
}
