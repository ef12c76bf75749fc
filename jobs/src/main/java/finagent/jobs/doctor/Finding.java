package finagent.jobs.doctor;

/**
 * One thing looked at.
 *
 * @param where this machine ("here"), or the executor and its host
 * @param what the thing, in a word
 * @param found what was found, and what to set where it is not well
 */
public record Finding(String where, String what, boolean well, String found) {
  /** Something on this machine. */
  public static Finding here(String what, boolean well, String found) {
    return new Finding("here", what, well, found);
  }
}
