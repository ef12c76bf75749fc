package finagent.sandbox.program;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What a kernel carries from one block to the next: a version and arrays of primitives, the meaning
 * of which is the kernel's own. Kernels change the arrays in place; {@link #copy} makes a snapshot.
 * The binary form is big-endian: format (int 1), version (int), number of double arrays, each as
 * length and raw bits, number of long arrays, each as length and values.
 */
public final class State implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FORMAT = 1;
  private static final int MAX_LENGTH = 1 << 28;

  private final int version;
  private final double[][] doubles;
  private final long[][] longs;

  private State(int version, double[][] doubles, long[][] longs) {
    this.version = version;
    this.doubles = doubles;
    this.longs = longs;
  }

  /** Takes the arrays over. */
  public static State of(int version, double[][] doubles, long[][] longs) {
    return new State(version, doubles, longs);
  }

  public static State none() {
    return new State(1, new double[0][], new long[0][]);
  }

  public static State ofDoubles(int version, double[]... doubles) {
    return new State(version, doubles, new long[0][]);
  }

  public int version() {
    return version;
  }

  public double[] doubles(int k) {
    return doubles[k];
  }

  public long[] longs(int k) {
    return longs[k];
  }

  public State copy() {
    double[][] d = new double[doubles.length][];
    long[][] l = new long[longs.length][];
    Arrays.setAll(d, k -> doubles[k].clone());
    Arrays.setAll(l, k -> longs[k].clone());
    return new State(version, d, l);
  }

  /** Takes over the contents of another state of the same shape, without allocation. */
  public void become(State other) {
    for (int k = 0; k < doubles.length; k++) {
      System.arraycopy(other.doubles[k], 0, doubles[k], 0, doubles[k].length);
    }
    for (int k = 0; k < longs.length; k++) {
      System.arraycopy(other.longs[k], 0, longs[k], 0, longs[k].length);
    }
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    out.writeInt(version);
    out.writeInt(doubles.length);
    for (double[] array : doubles) {
      out.writeInt(array.length);
      for (double value : array) {
        out.writeLong(Double.doubleToRawLongBits(value));
      }
    }
    out.writeInt(longs.length);
    for (long[] array : longs) {
      out.writeInt(array.length);
      for (long value : array) {
        out.writeLong(value);
      }
    }
  }

  public static State read(DataInput in) throws IOException {
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException(
          "State has format %d; this version reads format %d".formatted(format, FORMAT));
    }
    int version = in.readInt();
    double[][] doubles = new double[length(in)][];
    for (int k = 0; k < doubles.length; k++) {
      doubles[k] = new double[length(in)];
      for (int i = 0; i < doubles[k].length; i++) {
        doubles[k][i] = Double.longBitsToDouble(in.readLong());
      }
    }
    long[][] longs = new long[length(in)][];
    for (int k = 0; k < longs.length; k++) {
      longs[k] = new long[length(in)];
      for (int i = 0; i < longs[k].length; i++) {
        longs[k][i] = in.readLong();
      }
    }
    return new State(version, doubles, longs);
  }

  private static int length(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_LENGTH) {
      throw new IOException("State is damaged: an array of length " + length);
    }
    return length;
  }

  /** Equal to the bit. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof State that)
        || version != that.version
        || doubles.length != that.doubles.length
        || longs.length != that.longs.length) {
      return false;
    }
    for (int k = 0; k < doubles.length; k++) {
      if (!sameBits(doubles[k], that.doubles[k])) {
        return false;
      }
    }
    return Arrays.deepEquals(longs, that.longs);
  }

  private static boolean sameBits(double[] a, double[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (Double.doubleToRawLongBits(a[i]) != Double.doubleToRawLongBits(b[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return version * 31 + Arrays.deepHashCode(doubles) + Arrays.deepHashCode(longs);
  }
}
