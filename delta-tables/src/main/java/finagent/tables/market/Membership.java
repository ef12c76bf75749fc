package finagent.tables.market;

import finagent.sandbox.grid.Slice;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who was in an index, and when. */
record Membership(List<Spell> spells) {
  /** One stay in the index, both days included, epoch days. */
  record Spell(String instrument, int from, int to) {}

  static Membership of(Pins pins, String index) {
    Rows rows = pins.rows(Tables.MEMBERSHIP, Filter.all().equal("index_name", index));
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "No members of index '%s' are known. Import them: finagent ingest FILE --kind membership --name %s"
              .formatted(index, index));
    }
    List<Spell> spells = new ArrayList<>();
    for (int r : Latest.of(rows, List.of("index_name", "instrument_id", "from_day"))) {
      spells.add(
          new Spell(
              rows.text("instrument_id", r),
              rows.ints("from_day")[r],
              rows.isNull("to_day", r) ? Integer.MAX_VALUE : rows.ints("to_day")[r]));
    }
    return new Membership(spells);
  }

  /** The same by the names of bars. */
  Membership of(BarIds ids) {
    return new Membership(
        spells.stream()
            .map(spell -> new Spell(ids.of(spell.instrument()), spell.from(), spell.to()))
            .toList());
  }

  /** Instruments that were members on some day of a slice. */
  Set<String> everIn(Slice slice) {
    Set<String> members = new TreeSet<>();
    for (Spell spell : spells) {
      if (spell.from() <= slice.toDay() && spell.to() >= slice.fromDay()) {
        members.add(spell.instrument());
      }
    }
    return members;
  }
}
