package finagent.tables.montecarlo;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A path model fitted to series of a data set.
 *
 * @param model name of the path model
 * @param versions version of each market table read
 * @param codeVersion version of the program
 */
public record Calibration(
    String id,
    String model,
    String dataSet,
    SortedMap<String, Long> versions,
    String codeVersion,
    String user,
    Instant at,
    List<Fitted> series) {
  /** The series that stands for the equally weighted market. */
  public static final String MARKET = "*";

  public Calibration {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    series = List.copyOf(series);
  }

  /**
   * One series' parameters.
   *
   * @param name instrument, or {@link #MARKET}
   * @param fromDay epoch day of the first return
   * @param toDay epoch day of the last return
   * @param returns log returns it rests on
   * @param logLikelihood NaN if not fitted by likelihood
   */
  public record Fitted(
      String name,
      int fromDay,
      int toDay,
      long returns,
      double logLikelihood,
      List<Parameter> parameters) {
    public Fitted {
      parameters = List.copyOf(parameters);
    }

    /** The estimate of a parameter. */
    public double value(String parameter) {
      return parameters.stream()
          .filter(p -> p.name().equals(parameter))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "The calibration of '%s' has no parameter '%s'; it has %s"
                          .formatted(
                              name, parameter, parameters.stream().map(Parameter::name).toList())))
          .value();
    }
  }

  /** An estimate with its standard error, NaN where none is standard. */
  public record Parameter(String name, double value, double error) {}
}
