package finagent.jobs.livy;

import java.util.Locale;

/** What Livy says of a batch. A word nobody knows means: keep asking. */
public enum BatchState {
  NOT_STARTED,
  STARTING,
  RECOVERING,
  IDLE,
  RUNNING,
  BUSY,
  SHUTTING_DOWN,
  SUCCESS,
  DEAD,
  ERROR,
  KILLED,
  UNKNOWN;

  static BatchState of(String word) {
    for (BatchState state : values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
        return state;
      }
    }
    return UNKNOWN;
  }

  /** Whether Livy will say nothing else any more. */
  public boolean isOver() {
    return switch (this) {
      case SUCCESS, DEAD, ERROR, KILLED -> true;
      default -> false;
    };
  }
}
