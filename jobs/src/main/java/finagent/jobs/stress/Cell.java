package finagent.jobs.stress;

import java.io.Serializable;
import java.util.List;

/**
 * What came of one strategy in one scenario.
 *
 * @param measured over the scenario's window; for the baseline, over the window of each scenario
 * @param digest of the whole equity curve with its costs, bit for bit
 * @param notes what had to be assumed, and what of the scenario cannot show
 */
record Cell(List<Measured> measured, String digest, List<String> notes) implements Serializable {
  Cell {
    measured = List.copyOf(measured);
    notes = List.copyOf(notes);
  }
}
