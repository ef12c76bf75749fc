package finagent.sandbox.montecarlo;

import java.util.List;

/**
 * A model fitted to data, with the uncertainty of its parameters: the calibration error that no
 * number of simulated paths removes.
 *
 * @param names of the parameters
 * @param values estimates, in the order of the names
 * @param errors standard errors; NaN where none is standard
 * @param logLikelihood at the estimates; NaN if not fitted by likelihood
 */
public record Fit<M>(
    M model, List<String> names, List<Double> values, List<Double> errors, double logLikelihood) {
  public Fit {
    names = List.copyOf(names);
    values = List.copyOf(values);
    errors = List.copyOf(errors);
    if (names.size() != values.size() || names.size() != errors.size()) {
      throw new IllegalArgumentException(
          "A fit has %d names, %d values and %d errors; they must be as many"
              .formatted(names.size(), values.size(), errors.size()));
    }
  }

  /** The estimate of a parameter. */
  public double value(String name) {
    return values.get(index(name));
  }

  /** Its standard error. */
  public double error(String name) {
    return errors.get(index(name));
  }

  private int index(String name) {
    int k = names.indexOf(name);
    if (k < 0) {
      throw new IllegalArgumentException("No parameter '%s'; there are %s".formatted(name, names));
    }
    return k;
  }
}
