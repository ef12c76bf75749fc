package finagent.sandbox.program;

import java.io.Serializable;
import java.util.List;

/**
 * One step of a program.
 *
 * @param key content address of the work it does, or any unique label
 * @param kernel name of the kernel's factory
 * @param outputs number of output columns
 */
public record Step(String key, String kernel, Params params, List<Wire> inputs, int outputs)
    implements Serializable {
  public Step {
    inputs = List.copyOf(inputs);
  }

  Step rewired(int[] renumbered) {
    return new Step(
        key, kernel, params, inputs.stream().map(w -> w.rewired(renumbered)).toList(), outputs);
  }
}
