package finagent.tables.market;

import finagent.sandbox.grid.Slice;
import java.util.HashMap;
import java.util.Map;

/** Extents of one state of the world, each told once: its versions are fixed, so they stay. */
final class Extents {
  private final Pins pins;
  private final Map<Slice, Extent> known = new HashMap<>();
  private final Map<Sums, Extent.Years> sums = new HashMap<>();

  private record Sums(String dataSet, long version) {}

  Extents(Pins pins) {
    this.pins = pins;
  }

  synchronized Extent of(Slice slice) {
    Extent extent = known.get(slice);
    if (extent == null) {
      extent = Extent.of(pins, slice, sums(slice));
      known.put(slice, extent);
    }
    return extent;
  }

  private Extent.Years sums(Slice slice) {
    return sums.computeIfAbsent(
        new Sums(slice.dataSet(), slice.version()), any -> Extent.years(pins, slice));
  }
}
