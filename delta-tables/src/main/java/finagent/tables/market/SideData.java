package finagent.tables.market;

import finagent.planner.Digest;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.TimeAxis;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a panel holds besides bars: actions, sectors, members, cash rate and benchmark. */
final class SideData {
  private static final String TBILL = "tbill";

  /** Amounts by which derived actions were taken back. */
  private static final Map<Actions.Kind, Double> NO_EFFECT =
      Map.of(Actions.Kind.SPLIT, 1.0, Actions.Kind.DIVIDEND, 0.0);

  private final List<Event> events = new ArrayList<>();
  private final SortedMap<String, String> sectors = new TreeMap<>();
  private final List<Membership.Spell> spells = new ArrayList<>();
  private final SortedMap<Integer, Double> rates;
  private final SortedMap<Integer, Double> benchmark;

  /** A corporate action that the prices do not contain yet. */
  private record Event(String instrument, int session, Actions.Kind kind, double amount) {}

  private SideData(SortedMap<Integer, Double> rates, SortedMap<Integer, Double> benchmark) {
    this.rates = rates;
    this.benchmark = benchmark;
  }

  static SideData of(Pins pins, Slice slice, Extent extent) {
    SideData side =
        new SideData(
            series(pins, Tables.RATES, rates(pins, slice), "rate", extent.last()),
            series(pins, Tables.BENCHMARK, benchmark(pins, slice), "return", extent.last()));
    Set<String> ids = new TreeSet<>(extent.instruments());
    BarIds names = BarIds.of(pins, slice.dataSet(), ids);
    side.readActions(pins, slice, extent, ids, names);
    side.readSectors(pins, slice, ids, names);
    if (!slice.index().isEmpty()) {
      Membership.of(pins, slice.index()).of(names).spells().stream()
          .filter(spell -> ids.contains(spell.instrument()))
          .forEach(side.spells::add);
    }
    return side;
  }

  /** Rates named as the data set, else the T-bill. */
  private static String rates(Pins pins, Slice slice) {
    return names(pins, Tables.RATES).contains(slice.dataSet()) ? slice.dataSet() : TBILL;
  }

  private static String benchmark(Pins pins, Slice slice) {
    Set<String> names = names(pins, Tables.BENCHMARK);
    if (!slice.benchmark().isEmpty() && !names.contains(slice.benchmark())) {
      throw new IllegalArgumentException(
          "No benchmark '%s'; there are %s. Import it: finagent ingest FILE --kind benchmark --name %s"
              .formatted(slice.benchmark(), names, slice.benchmark()));
    }
    return slice.benchmark().isEmpty() ? slice.dataSet() : slice.benchmark();
  }

  private static Set<String> names(Pins pins, TableDef table) {
    Rows rows = pins.rows(table, Filter.all(), List.of("name"), pins.version(table));
    Set<String> names = new TreeSet<>();
    for (int r = 0; r < rows.size(); r++) {
      names.add(rows.text("name", r));
    }
    return names;
  }

  private static SortedMap<Integer, Double> series(
      Pins pins, TableDef table, String name, String column, int last) {
    Rows rows = pins.rows(table, Filter.all().equal("name", name).atMost("session", last));
    SortedMap<Integer, Double> series = new TreeMap<>();
    for (int r : Latest.of(rows, List.of("session"))) {
      series.put(rows.ints("session")[r], rows.doubles(column)[r]);
    }
    return series;
  }

  private void readActions(Pins pins, Slice slice, Extent extent, Set<String> ids, BarIds names) {
    Rows rows =
        pins.rows(
            Tables.ACTIONS,
            Filter.all()
                .equal("data_set", slice.dataSet())
                .between("session", extent.first(), extent.last()));
    for (int r : Latest.of(rows, List.of("instrument_id", "session", "kind"), names)) {
      Actions.Kind kind = Actions.Kind.valueOf(rows.text("kind", r));
      int session = rows.ints("session")[r];
      String id = names.of(rows.text("instrument_id", r));
      if (ids.contains(id)
          && rows.doubles("amount")[r] != NO_EFFECT.getOrDefault(kind, Double.NaN)
          && !extent.dataSet().adjustment().contains(kind, session)) {
        events.add(new Event(id, session, kind, rows.doubles("amount")[r]));
      }
    }
  }

  private void readSectors(Pins pins, Slice slice, Set<String> ids, BarIds names) {
    Rows rows = pins.rows(Tables.INSTRUMENTS, Filter.all().equal("data_set", slice.dataSet()));
    for (int r : Latest.of(rows, List.of("instrument_id"), names)) {
      String sector = rows.text("sector", r);
      String id = names.of(rows.text("instrument_id", r));
      if (ids.contains(id) && !sector.isEmpty()) {
        sectors.put(id, sector);
      }
    }
  }

  /** Adds all of it to a digest. */
  Digest.Builder into(Digest.Builder digest) {
    digest.map(sectors);
    for (Event event : events) {
      digest
          .text(event.instrument())
          .integer(event.session())
          .text(event.kind().name())
          .number(event.amount());
    }
    for (Membership.Spell spell : spells) {
      digest.text(spell.instrument()).integer(spell.from()).integer(spell.to());
    }
    for (Map<Integer, Double> series : List.of(rates, benchmark)) {
      digest.integer(series.size());
      series.forEach((session, value) -> digest.integer(session).number(value));
    }
    return digest;
  }

  /** Content of what bears on bars up to a session, epoch day. */
  Digest upTo(int session) {
    Digest.Builder digest = Digest.of("beside").map(sectors);
    for (Event event : events) {
      if (event.session() <= session) {
        digest
            .text(event.instrument())
            .integer(event.session())
            .text(event.kind().name())
            .number(event.amount());
      }
    }
    for (Membership.Spell spell : spells) {
      if (spell.from() <= session) {
        digest
            .text(spell.instrument())
            .integer(spell.from())
            .integer(Math.min(spell.to(), session));
      }
    }
    for (SortedMap<Integer, Double> series : List.of(rates, benchmark)) {
      SortedMap<Integer, Double> known = series.headMap(session + 1);
      digest.integer(known.size());
      known.forEach((day, value) -> digest.integer(day).number(value));
    }
    return digest.build();
  }

  SortedMap<String, String> sectors() {
    return sectors;
  }

  /** An action on a day without a session takes effect at the next one. */
  List<Actions.Action> actions(TimeAxis time, InstrumentAxis instruments) {
    List<Actions.Action> actions = new ArrayList<>();
    for (Event event : events) {
      int bar = time.firstAtOrAfter(event.session());
      int instrument = instruments.indexOf(event.instrument());
      if (bar < time.size() && instrument >= 0) {
        actions.add(
            new Actions.Action(bar, instrument, event.instrument(), event.kind(), event.amount()));
      }
    }
    return actions;
  }

  double[] members(TimeAxis time, InstrumentAxis instruments) {
    double[] members = new double[time.size() * instruments.size()];
    for (Membership.Spell spell : spells) {
      int i = instruments.indexOf(spell.instrument());
      for (int t = time.firstAtOrAfter(spell.from());
          i >= 0 && t < time.size() && time.session(t) <= spell.to();
          t++) {
        members[t * instruments.size() + i] = 1;
      }
    }
    return members;
  }

  /** Cash rate: the last one known at each session; benchmark: that of the session, else NaN. */
  Map<String, double[]> perSession(TimeAxis time) {
    Map<String, double[]> perSession = new TreeMap<>();
    if (!rates.isEmpty()) {
      double[] values = new double[time.size()];
      for (int t = 0; t < values.length; t++) {
        SortedMap<Integer, Double> known = rates.headMap(time.session(t) + 1);
        values[t] = known.isEmpty() ? Double.NaN : known.getOrDefault(known.lastKey(), Double.NaN);
      }
      perSession.put("cash-rate", values);
    }
    if (!benchmark.isEmpty()) {
      double[] values = new double[time.size()];
      Arrays.setAll(values, t -> benchmark.getOrDefault(time.session(t), Double.NaN));
      perSession.put("benchmark", values);
    }
    return perSession;
  }
}
