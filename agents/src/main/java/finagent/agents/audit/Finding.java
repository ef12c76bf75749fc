package finagent.agents.audit;

/**
 * What one check found out about one agent or strategy.
 *
 * @param check name of the check
 * @param subject agent or task
 * @param passed whether it held in every trial
 * @param detail where it first broke, or how often it held
 */
public record Finding(String check, String subject, boolean passed, String detail) {
  /** The same finding under another name. */
  Finding about(String other) {
    return new Finding(check, other, passed, detail);
  }
}
