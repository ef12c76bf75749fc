package finagent.tables.market;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a slice had been read: enough to tell later, without reading a bar again, whether work
 * may go on from there. See {@link Since}.
 *
 * @param instruments with a bar in the slice, sorted
 * @param first first session with a bar, epoch day
 * @param last last session with a bar, epoch day
 * @param version of {@code bars_daily}
 * @param beside content of what stands beside the bars, up to the last session
 * @param members digest of who is in the slice's index; empty where it names none
 */
public record Mark(
    List<String> instruments, int first, int last, long version, String beside, String members) {
  private static final int FORMAT = 1;
  private static final int MOST = 1 << 24;

  public Mark {
    instruments = List.copyOf(instruments);
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    out.writeInt(first);
    out.writeInt(last);
    out.writeLong(version);
    out.writeUTF(beside);
    out.writeUTF(members);
    out.writeInt(instruments.size());
    for (String instrument : instruments) {
      out.writeUTF(instrument);
    }
  }

  public static Mark read(DataInput in) throws IOException {
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException(
          "A mark has format %d; this version reads format %d".formatted(format, FORMAT));
    }
    int first = in.readInt();
    int last = in.readInt();
    long version = in.readLong();
    String beside = in.readUTF();
    String members = in.readUTF();
    int size = in.readInt();
    if (size < 0 || size > MOST) {
      throw new IOException("A mark is damaged: it has %d instruments".formatted(size));
    }
    List<String> instruments = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      instruments.add(in.readUTF());
    }
    return new Mark(instruments, first, last, version, beside, members);
  }
}
