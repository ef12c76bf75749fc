package finagent.planner.spec;

/**
 * A strategy file that cannot be accepted. The message is for its author: {@code file:line:column:
 * path: what is wrong and what would work}.
 */
public final class SpecException extends IllegalArgumentException {
  SpecException(String message) {
    super(message);
  }
}
