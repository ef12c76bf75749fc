package finagent.rl.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** How good the policy was on the way: its return without exploration on fixed episodes. */
public record Curve(List<Point> points) implements Serializable {
  public Curve {
    points = List.copyOf(points);
  }

  /**
   * The policy after so many steps.
   *
   * @param mean plain sum of the rewards of an episode, mean over episodes
   * @param standardError of that mean
   */
  public record Point(long steps, double mean, double standardError) implements Serializable {}

  /** The last point; there is one in every finished training. */
  public Point last() {
    return points.get(points.size() - 1);
  }

  Curve plus(Point point) {
    List<Point> more = new ArrayList<>(points);
    more.add(point);
    return new Curve(more);
  }

  /** Without the points a training of this length would not have: those at an end between. */
  Curve every(int steps) {
    return new Curve(points.stream().filter(point -> point.steps % steps == 0).toList());
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(points.size());
    for (Point point : points) {
      out.writeLong(point.steps);
      out.writeDouble(point.mean);
      out.writeDouble(point.standardError);
    }
  }

  static Curve read(DataInput in) throws IOException {
    List<Point> points = new ArrayList<>();
    int count = in.readInt();
    for (int k = 0; k < count; k++) {
      points.add(new Point(in.readLong(), in.readDouble(), in.readDouble()));
    }
    return new Curve(points);
  }
}
