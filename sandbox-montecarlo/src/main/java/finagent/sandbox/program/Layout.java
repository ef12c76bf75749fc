package finagent.sandbox.program;

import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import java.util.List;

/**
 * What a kernel may know of its instruments when it starts: who they are and which sector they
 * belong to. Never a price.
 */
public final class Layout {
  private final InstrumentAxis instruments;
  private final List<String> sectors;
  private final int[] sector;
  private final int[] rankById;
  private final double barsPerYear;

  private Layout(
      InstrumentAxis instruments, List<String> sectors, int[] sector, double barsPerYear) {
    this.instruments = instruments;
    this.sectors = sectors;
    this.sector = sector;
    this.rankById = instruments.rankById();
    this.barsPerYear = barsPerYear;
  }

  public static Layout of(Panel panel) {
    int[] sector = new int[panel.width()];
    for (int i = 0; i < sector.length; i++) {
      sector[i] = panel.sector(i);
    }
    return new Layout(panel.instruments(), panel.sectors(), sector, panel.time().barsPerYear());
  }

  /** For tests: instruments without sectors. */
  public static Layout of(InstrumentAxis instruments, double barsPerYear) {
    return new Layout(
        instruments, List.of(Panel.UNKNOWN_SECTOR), new int[instruments.size()], barsPerYear);
  }

  public InstrumentAxis instruments() {
    return instruments;
  }

  public int width() {
    return instruments.size();
  }

  /** Sector names, sorted. */
  public List<String> sectors() {
    return sectors;
  }

  /** Index into {@link #sectors()} of instrument i. */
  public int sector(int i) {
    return sector[i];
  }

  /** Rank of instrument i by id: what ties are broken by. */
  public int rankById(int i) {
    return rankById[i];
  }

  /** For annualising. */
  public double barsPerYear() {
    return barsPerYear;
  }
}
