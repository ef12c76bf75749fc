package finagent.rl.training;

import finagent.rl.algorithm.SavedPolicy;
import finagent.rl.env.Scaler;
import finagent.rl.env.TradingWorld;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a training leaves behind: the network, and for one that trades what it must observe and how
 * its actions become weights. Its binary form is that of {@link SavedPolicy}, then whether it
 * trades and the parts of {@link Desk} in order.
 *
 * @param desk null where it was trained on something else than a market
 */
public record LearntPolicy(SavedPolicy network, @Nullable Desk desk) implements Serializable {

  /**
   * How it trades.
   *
   * @param instruments what it trades, in the order of its observation
   * @param scaler of its features, as fitted on the training window
   * @param reward whose memory it observes
   */
  public record Desk(
      List<String> instruments, Scaler scaler, String reward, double grossLimit, boolean longOnly)
      implements Serializable {
    public Desk {
      instruments = List.copyOf(instruments);
    }
  }

  static LearntPolicy of(SavedPolicy network, WorldSpec spec, finagent.sandbox.grid.Shared shared) {
    if (!(spec instanceof MarketSpec market)) {
      return new LearntPolicy(network, null);
    }
    TradingWorld world = market.trading(shared);
    Desk desk =
        new Desk(
            world.panel().instruments().ids(),
            world.scaler(),
            market.reward(),
            world.rules().grossLimit(),
            world.rules().longOnly());
    return new LearntPolicy(network, desk);
  }

  /** How it trades, if it does. */
  public Optional<Desk> trading() {
    return Optional.ofNullable(desk);
  }

  /** The binary form. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      network.write(out);
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(DataOutput out) throws IOException {
    Desk how = desk;
    out.writeBoolean(how != null);
    if (how == null) {
      return;
    }
    Scaler scaler = how.scaler();
    out.writeInt(how.instruments().size());
    for (String instrument : how.instruments()) {
      out.writeUTF(instrument);
    }
    out.writeInt(scaler.columns().size());
    for (int c = 0; c < scaler.columns().size(); c++) {
      out.writeUTF(scaler.columns().get(c));
      out.writeDouble(scaler.means().get(c));
      out.writeDouble(scaler.deviations().get(c));
    }
    out.writeUTF(how.reward());
    out.writeDouble(how.grossLimit());
    out.writeBoolean(how.longOnly());
  }

  /**
   * Reads a binary form.
   *
   * @throws IllegalArgumentException if these bytes are none
   */
  public static LearntPolicy of(byte[] bytes) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      SavedPolicy network = SavedPolicy.read(in);
      return new LearntPolicy(network, in.readBoolean() ? desk(in) : null);
    } catch (IOException e) {
      throw new IllegalArgumentException("These bytes are no policy: " + e.getMessage(), e);
    }
  }

  private static Desk desk(DataInput in) throws IOException {
    List<String> instruments = new ArrayList<>();
    int width = in.readInt();
    for (int i = 0; i < width; i++) {
      instruments.add(in.readUTF());
    }
    List<String> columns = new ArrayList<>();
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    int count = in.readInt();
    for (int c = 0; c < count; c++) {
      columns.add(in.readUTF());
      means.add(in.readDouble());
      deviations.add(in.readDouble());
    }
    Scaler scaler = new Scaler(columns, means, deviations);
    return new Desk(instruments, scaler, in.readUTF(), in.readDouble(), in.readBoolean());
  }
}
