package finagent.rl.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Floats in and out of the memory of ND4J, without arrays in between. */
final class OffHeap {
  private OffHeap() {}

  /** Fills an array that owns its buffer with the first values, in its own order. */
  static void put(INDArray into, float[] values) {
    floats(into).put(values, 0, (int) into.length());
  }

  /** Copies the numbers of an array, in its own order. */
  static void get(INDArray from, float[] values, int at) {
    floats(from).get(values, at, (int) from.length());
  }

  /** Copies the numbers of a matrix [sample][unit] into rows of samples. */
  static void rows(INDArray from, float[] values, int at) {
    INDArray columns = from.dup('f');
    get(columns, values, at);
    columns.close();
  }

  private static FloatPointer floats(INDArray array) {
    if (array.offset() != 0 || array.data().length() != array.length()) {
      throw new IllegalArgumentException(
          "A view cannot be copied as a whole: %d numbers from %d of a buffer of %d"
              .formatted(array.length(), array.offset(), array.data().length()));
    }
    return new FloatPointer(array.data().pointer());
  }
}
