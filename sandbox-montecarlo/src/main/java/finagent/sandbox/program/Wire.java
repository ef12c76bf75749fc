package finagent.sandbox.program;

import java.io.Serializable;

/**
 * Where an input comes from: an output of an earlier step, or a column of the market.
 *
 * @param step index of the step, or -1 for a market column
 * @param port output of that step
 * @param column name of the market column, empty otherwise
 */
public record Wire(int step, int port, String column) implements Serializable {
  public static Wire market(String column) {
    return new Wire(-1, 0, column);
  }

  public static Wire step(int step, int port) {
    return new Wire(step, port, "");
  }

  public boolean isMarket() {
    return step < 0;
  }

  Wire rewired(int[] renumbered) {
    return isMarket() ? this : step(renumbered[step], port);
  }
}
