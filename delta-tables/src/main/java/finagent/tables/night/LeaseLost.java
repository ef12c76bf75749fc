package finagent.tables.night;

/** Somebody else holds the night now; nothing more of ours is committed. */
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLost(String message, Throwable cause) {
    super(message, cause);
  }
}
