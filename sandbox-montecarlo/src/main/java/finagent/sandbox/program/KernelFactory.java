package finagent.sandbox.program;

import java.io.Serializable;

/**
 * Makes one kind of kernel. Lists of factories are handed over explicitly, never looked up; they
 * travel to executors with the work, so they hold nothing but constants.
 */
public interface KernelFactory extends Serializable {
  /** Name used in programs; equals the agent's name. */
  String kernel();

  /**
   * Binds the arithmetic to parameters.
   *
   * @throws IllegalArgumentException if parameters do not go together
   */
  Kernel create(Params params);
}
