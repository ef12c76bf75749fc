package finagent.tables.market;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which bars a row of {@code actions}, {@code instruments} or {@code membership} is of. These name
 * share classes with a dash, bars as their files do: BRK-B is of the bars BRK.B, unless there are
 * bars BRK-B as well.
 */
public final class BarIds {
  private static final TableDef KNOWN = Tables.FINGERPRINTS;
  private static final String ID = "instrument_id";

  private final SortedMap<String, String> byDashed;

  private BarIds(SortedMap<String, String> byDashed) {
    this.byDashed = byDashed;
  }

  /** Those of all instruments of a data set. */
  static BarIds ofAll(Collection<String> all) {
    SortedMap<String, String> byDashed = dashed(all);
    byDashed.keySet().removeAll(new TreeSet<>(all));
    return new BarIds(byDashed);
  }

  /** Those of some instruments of a data set, as a state of the world knows it. */
  static BarIds of(Pins pins, String dataSet, Collection<String> some) {
    long version = pins.version(KNOWN);
    return version < 0
        ? ofAll(some)
        : of(pins.warehouse(), dataSet, some, OptionalLong.of(version));
  }

  /** Those of some instruments of a data set. */
  public static BarIds of(Warehouse warehouse, String dataSet, Collection<String> some) {
    return of(warehouse, dataSet, some, OptionalLong.empty());
  }

  private static BarIds of(
      Warehouse warehouse, String dataSet, Collection<String> some, OptionalLong version) {
    BarIds ids = ofAll(some);
    if (!ids.byDashed.isEmpty()) {
      Filter filter =
          Filter.all().equal("data_set", dataSet).among(ID, List.copyOf(ids.byDashed.keySet()));
      Rows own = warehouse.read(KNOWN, filter, List.of(ID), version);
      for (int r = 0; r < own.size(); r++) {
        ids.byDashed.remove(own.text(ID, r));
      }
    }
    return ids;
  }

  private static SortedMap<String, String> dashed(Collection<String> ids) {
    SortedMap<String, String> dashed = new TreeMap<>();
    for (String id : ids) {
      if (id.indexOf('.') >= 0) {
        dashed.put(id.replace('.', '-'), id);
      }
    }
    return dashed;
  }

  /** The bars that a name stands for: the name itself where it is no other's. */
  public String of(String name) {
    return byDashed.getOrDefault(name, name);
  }

  /** Every name under which something may be said of some bars. */
  public SortedSet<String> names(Collection<String> ids) {
    SortedSet<String> names = new TreeSet<>(ids);
    Set<String> wanted = Set.copyOf(names);
    byDashed.forEach(
        (name, id) -> {
          if (wanted.contains(id)) {
            names.add(name);
          }
        });
    return names;
  }
}
