package finagent.tables.montecarlo;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.montecarlo.Calibration.Fitted;
import finagent.tables.montecarlo.Calibration.Parameter;
import finagent.tables.results.FlatJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Calibrations in the table of that name. */
public final class Calibrations {
  private final Warehouse warehouse;

  public Calibrations(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Appends one, in one commit. */
  public void append(Calibration calibration) {
    SortedMap<String, String> versions = new TreeMap<>();
    calibration.versions().forEach((table, v) -> versions.put(table, Long.toString(v)));
    Rows rows = Rows.of(Tables.CALIBRATIONS);
    for (Fitted fitted : calibration.series()) {
      for (Parameter parameter : fitted.parameters()) {
        rows.add(
            calibration.id(),
            calibration.model(),
            calibration.dataSet(),
            fitted.name(),
            fitted.fromDay(),
            fitted.toDay(),
            fitted.returns(),
            parameter.name(),
            parameter.value(),
            parameter.error(),
            fitted.logLikelihood(),
            FlatJson.write(versions),
            calibration.codeVersion(),
            calibration.user(),
            ChronoUnit.MICROS.between(Instant.EPOCH, calibration.at()));
      }
    }
    warehouse.append(Tables.CALIBRATIONS, rows);
  }

  /** A calibration by its id. */
  public Optional<Calibration> find(String id) {
    Rows rows = warehouse.read(Tables.CALIBRATIONS, Filter.all().equal("calibration_id", id));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<Parameter>> parameters = new LinkedHashMap<>();
    Map<String, Fitted> series = new LinkedHashMap<>();
    for (int r = 0; r < rows.size(); r++) {
      String name = rows.text("series", r);
      parameters
          .computeIfAbsent(name, any -> new ArrayList<>())
          .add(
              new Parameter(
                  rows.text("parameter", r), rows.doubles("value")[r], rows.doubles("error")[r]));
      series.put(
          name,
          new Fitted(
              name,
              rows.ints("from_day")[r],
              rows.ints("to_day")[r],
              rows.longs("returns")[r],
              rows.doubles("log_likelihood")[r],
              parameters.get(name)));
    }
    SortedMap<String, Long> versions = new TreeMap<>();
    FlatJson.read(rows.text("versions", 0))
        .forEach((table, version) -> versions.put(table, Long.valueOf(version)));
    return Optional.of(
        new Calibration(
            id,
            rows.text("model", 0),
            rows.text("data_set", 0),
            versions,
            rows.text("code_version", 0),
            rows.text("user", 0),
            Instant.EPOCH.plus(rows.longs("at")[0], ChronoUnit.MICROS),
            List.copyOf(series.values())));
  }

  /** Ids of all calibrations, the newest last. */
  public List<String> ids() {
    Rows rows = warehouse.read(Tables.CALIBRATIONS, Filter.all());
    SortedMap<String, Long> ids = new TreeMap<>();
    for (int r = 0; r < rows.size(); r++) {
      ids.put(rows.text("calibration_id", r), rows.longs("at")[r]);
    }
    return List.copyOf(ids.keySet());
  }
}
