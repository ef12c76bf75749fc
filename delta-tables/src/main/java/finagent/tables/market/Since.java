package finagent.tables.market;

import finagent.planner.Digest;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Panel;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has changed in a slice since a {@link Mark}, told from the changes of the fingerprints, and
 * the bars that came after it. No bar up to the mark is read.
 */
public final class Since {
  private final DeltaMarket market;
  private final Slice slice;
  private final Mark mark;
  private final Set<String> members;
  private final OptionalInt restated;

  private Since(DeltaMarket market, Slice slice, Mark mark) {
    this.market = market;
    this.slice = slice;
    this.mark = mark;
    this.members = members(market, slice);
    this.restated = look();
  }

  /** Looks from the newest state of a market at a mark that was set in the same slice. */
  public static Since of(DeltaMarket market, Slice slice, Mark mark) {
    return new Since(market, slice, mark);
  }

  /** Marks all of a slice. */
  public static Mark mark(DeltaMarket market, Slice slice) {
    Extent extent = market.extent(slice);
    return mark(market, slice, extent, SideData.of(market.pins(), slice, extent));
  }

  private static Mark mark(DeltaMarket market, Slice slice, Extent extent, SideData side) {
    return new Mark(
        extent.instruments(),
        extent.first(),
        extent.last(),
        slice.version(),
        side.upTo(extent.last()).hex(),
        digest(members(market, slice)));
  }

  /** Who is in the slice's index at any time of it; empty where it names none. */
  private static Set<String> members(DeltaMarket market, Slice slice) {
    return slice.index().isEmpty()
        ? Set.of()
        : Membership.of(market.pins(), slice.index()).everIn(slice);
  }

  private static String digest(Set<String> members) {
    return members.isEmpty()
        ? ""
        : Digest.of("members").text(String.join("\n", new TreeSet<>(members))).build().hex();
  }

  private OptionalInt look() {
    Rows rows =
        market
            .pins()
            .rows(
                Tables.FINGERPRINTS,
                Filter.all()
                    .equal("data_set", slice.dataSet())
                    .between("bars_version", mark.version() + 1, slice.version()));
    Set<String> known = new HashSet<>(mark.instruments());
    int earliest = Integer.MAX_VALUE;
    for (int r = 0; r < rows.size(); r++) {
      boolean within =
          rows.ints("first_session")[r] <= slice.toDay()
              && rows.ints("last_session")[r] >= slice.fromDay();
      if (within && known.contains(rows.text("instrument_id", r))) {
        earliest = Math.min(earliest, rows.ints("first_session")[r]);
      }
    }
    Extent now = market.extent(slice);
    Set<String> fresh = fresh(now);
    for (Extent.Part part : now.parts()) {
      if (fresh.contains(part.instrument())) {
        earliest = Math.min(earliest, (int) part.from());
      }
    }
    return earliest <= mark.last() ? OptionalInt.of(earliest) : OptionalInt.empty();
  }

  /** The first session, epoch day, of which bars up to the mark were changed or came since. */
  public OptionalInt restated() {
    return restated;
  }

  /** Bars that were read. */
  public sealed interface Read permits Tail, Wider {
    /** How many. */
    long rows();
  }

  /**
   * What came after the mark.
   *
   * @param tail empty where work cannot go on from the mark
   * @param reason why it cannot
   * @param quiet whether all that hinders it is that nothing came
   */
  public record Answer(Optional<Tail> tail, String reason, boolean quiet) {
    private static Answer no(String reason) {
      return new Answer(Optional.empty(), reason, false);
    }
  }

  /**
   * What came after a mark.
   *
   * @param panel over all sessions from the first on; bars up to the mark are NaN
   * @param rows bars read
   * @param content of these bars, and of what stands beside all bars
   * @param mark after it
   */
  public record Tail(Panel panel, long rows, Digest content, Mark mark) implements Read {}

  /** Instruments the slice has a bar of now and had none of up to the mark. */
  private Set<String> fresh(Extent now) {
    Set<String> fresh = new TreeSet<>(now.instruments());
    mark.instruments().forEach(fresh::remove);
    return fresh;
  }

  /** Whether the mark was set in bars this market does not have yet. */
  private boolean isAhead() {
    return mark.version() > slice.version()
        && market.dataSet(slice.dataSet()).orElseThrow().unfinished().isEmpty();
  }

  /**
   * All bars up to a mark, of the instruments there were and of those that have come since.
   *
   * @param fresh instruments that have come since
   * @param panel in which they have no bar
   * @param rows bars read
   * @param mark of the same bars, with these instruments
   */
  public record Wider(Set<String> fresh, Panel panel, long rows, Mark mark) implements Read {}

  /**
   * Reads the bars up to the mark again where instruments have come since, and that is all that
   * hinders work to go on from there; empty where it is not, or where none has come.
   */
  public Optional<Wider> wider() {
    Extent now = market.extent(slice);
    Set<String> fresh = fresh(now);
    boolean others = isAhead() || restated.isPresent() || !digest(members).equals(mark.members());
    if (fresh.isEmpty() || others || !besideUpTo(mark.instruments()).equals(mark.beside())) {
      return Optional.empty();
    }
    Slice past = slice.to(mark.last());
    Rows bars = market.bars(past, mark.instruments(), mark.first(), mark.last());
    Extent extent =
        new Extent(now.dataSet(), now.instruments(), List.of(), mark.first(), mark.last());
    SideData side = SideData.of(market.pins(), past, extent);
    return Optional.of(
        new Wider(
            fresh,
            BarPanel.of(past, extent, now.instruments(), bars, side),
            bars.size(),
            mark(market, slice, extent, side)));
  }

  /** What stands beside the bars of some instruments up to the mark, as it is now. */
  private String besideUpTo(List<String> instruments) {
    Extent extent =
        new Extent(
            market.dataSet(slice.dataSet()).orElseThrow(),
            instruments,
            List.of(),
            mark.first(),
            mark.last());
    return SideData.of(market.pins(), slice, extent).upTo(mark.last()).hex();
  }

  /** Reads what came after the mark. */
  public Answer tail() {
    if (isAhead()) {
      return Answer.no(
          "the state read newer bars, those of version %d; these are of version %d"
              .formatted(mark.version(), slice.version()));
    }
    if (restated.isPresent()) {
      return Answer.no("bars of %s were restated".formatted(day(restated.getAsInt())));
    }
    Set<String> fresh = fresh(market.extent(slice));
    if (!fresh.isEmpty()) {
      return Answer.no("new instruments: " + few(fresh));
    }
    if (!digest(members).equals(mark.members())) {
      return Answer.no("%s has other members".formatted(slice.index()));
    }
    Rows bars = market.bars(slice, mark.instruments(), mark.last() + 1L, slice.toDay());
    int last = mark.last();
    for (int session : bars.ints("session")) {
      last = Math.max(last, session);
    }
    if (last == mark.last()) {
      return new Answer(Optional.empty(), "no bar came after %s".formatted(day(last)), true);
    }
    Extent extent =
        new Extent(
            market.dataSet(slice.dataSet()).orElseThrow(),
            mark.instruments(),
            List.of(),
            mark.first(),
            last);
    SideData side = SideData.of(market.pins(), slice, extent);
    if (!side.upTo(mark.last()).hex().equals(mark.beside())) {
      return Answer.no(
          "actions, sectors, members or rates up to %s are others".formatted(day(mark.last())));
    }
    Mark after = mark(market, slice, extent, side);
    Digest content =
        Digest.of("tail")
            .integer(bars.size())
            .integer(DeltaMarket.hash(bars))
            .integer(last)
            .text(after.beside())
            .text(extent.dataSet().calendar().name())
            .build();
    Panel panel = BarPanel.of(slice, extent, mark.instruments(), bars, side);
    return new Answer(Optional.of(new Tail(panel, bars.size(), content, after)), "", false);
  }

  private static LocalDate day(int epochDay) {
    return LocalDate.ofEpochDay(epochDay);
  }

  private static String few(Set<String> instruments) {
    List<String> names = new ArrayList<>(instruments);
    return names.size() <= 3
        ? String.join(", ", names)
        : "%s and %d more".formatted(String.join(", ", names.subList(0, 3)), names.size() - 3);
  }
}
