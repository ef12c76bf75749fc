package finagent.jobs;

import java.util.concurrent.atomic.AtomicBoolean;

/** What is still done when the JVM is told to stop (Ctrl-C) before the work is over. */
final class Cancel implements AutoCloseable {
  private final AtomicBoolean armed = new AtomicBoolean(true);
  private final Runnable action;
  private final Thread hook;

  private Cancel(Runnable action) {
    this.action = action;
    this.hook = new Thread(this::act, "cancel");
  }

  private void act() {
    if (armed.getAndSet(false)) {
      action.run();
    }
  }

  static Cancel armed(Runnable action) {
    Cancel cancel = new Cancel(action);
    Runtime.getRuntime().addShutdownHook(cancel.hook);
    return cancel;
  }

  /**
   * The work is over; a stop from here on is no cancellation.
   *
   * @return false if the JVM was told to stop before: the action runs or has run
   */
  boolean disarm() {
    return armed.getAndSet(false);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      act(); // the JVM is stopping, and the work may have ended before its hook had its turn
    }
    disarm();
  }
}
