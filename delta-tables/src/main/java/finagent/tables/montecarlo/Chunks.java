package finagent.tables.montecarlo;

import finagent.sandbox.montecarlo.ChunkRow;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The chunks of simulations in {@code mc_chunks}. All rows of a chunk are appended in one commit,
 * so that a chunk is there with all its rows or not at all. Two programs may compute the same
 * chunk: their rows are the same to the bit, and readers take one of each; rows that differ are
 * refused.
 */
public final class Chunks {
  private final Warehouse warehouse;

  public Chunks(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Which chunks of a range (to excluded) are known: what a resumed run leaves out. */
  public SortedSet<Long> known(String key, long from, long to) {
    Rows rows =
        warehouse.read(
            Tables.MC_CHUNKS, filter(key, from, to), List.of("chunk"), OptionalLong.empty());
    SortedSet<Long> known = new TreeSet<>();
    long[] chunks = rows.longs("chunk");
    for (int r = 0; r < rows.size(); r++) {
      known.add(chunks[r]);
    }
    return known;
  }

  private static Filter filter(String key, long from, long to) {
    return Filter.all().equal("key", key).between("chunk", from, to - 1);
  }

  /** Appends whole chunks in one commit. */
  public void append(String key, List<Tally> tallies) {
    Rows rows = Rows.of(Tables.MC_CHUNKS);
    for (Tally tally : tallies) {
      ChunkRow row = tally.row();
      rows.add(
          key,
          row.chunk(),
          tally.strategy(),
          tally.statistic(),
          tally.step(),
          row.count(),
          row.sum(),
          row.squares(),
          row.shift(),
          text(row.bins()),
          text(row.counts()),
          text(row.worst()),
          text(row.worstValues()));
    }
    warehouse.append(Tables.MC_CHUNKS, rows);
  }

  /** The chunks of a range that are known, by chunk, each in the order of its subjects. */
  public SortedMap<Long, List<Tally>> read(String key, long from, long to) {
    Rows rows = warehouse.read(Tables.MC_CHUNKS, filter(key, from, to));
    List<Tally> tallies =
        IntStream.range(0, rows.size()).parallel().mapToObj(r -> tally(rows, r)).toList();
    SortedMap<Long, SortedMap<Tally.Subject, Tally>> found = new TreeMap<>();
    for (Tally tally : tallies) {
      Tally before =
          found
              .computeIfAbsent(tally.row().chunk(), chunk -> new TreeMap<>())
              .put(tally.subject(), tally);
      if (before != null && !before.equals(tally)) {
        throw new IllegalStateException(
            "Chunk %d of simulation %s stands in mc_chunks with two different values of %s of %s; something it depends on is not in its key"
                .formatted(tally.row().chunk(), key, tally.statistic(), tally.strategy()));
      }
    }
    SortedMap<Long, List<Tally>> chunks = new TreeMap<>();
    found.forEach((chunk, own) -> chunks.put(chunk, List.copyOf(own.values())));
    return chunks;
  }

  private static Tally tally(Rows rows, int r) {
    return new Tally(
        rows.text("strategy", r), rows.text("statistic", r), rows.ints("step")[r], row(rows, r));
  }

  private static ChunkRow row(Rows rows, int r) {
    return new ChunkRow(
        rows.longs("chunk")[r],
        rows.ints("count")[r],
        rows.doubles("sum")[r],
        rows.doubles("squares")[r],
        rows.doubles("shift")[r],
        list(rows.text("bins", r), Integer::valueOf),
        list(rows.text("counts", r), Integer::valueOf),
        list(rows.text("worst", r), Long::valueOf),
        list(rows.text("worst_values", r), Double::valueOf));
  }

  private static String text(List<? extends Number> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static <T> List<T> list(String text, Function<String, T> parsed) {
    return text.isEmpty()
        ? new ArrayList<>()
        : Arrays.stream(text.split(" ", -1)).map(parsed).toList();
  }
}
