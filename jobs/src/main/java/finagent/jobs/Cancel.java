package finagent.jobs;

import java.util.concurrent.atomic.AtomicBoolean;

/** What is still done when the JVM is told to stop (Ctrl-C) before the work is over. */
final class Cancel implements AutoCloseable {
  private final AtomicBoolean armed = new AtomicBoolean(true);
  private final Thread hook;

  private Cancel(Runnable action) {
    this.hook =
        new Thread(
            () -> {
              if (armed.getAndSet(false)) {
                action.run();
              }
            },
            "cancel");
  }

  static Cancel armed(Runnable action) {
    Cancel cancel = new Cancel(action);
    Runtime.getRuntime().addShutdownHook(cancel.hook);
    return cancel;
  }

  /** The work is over; a stop from here on is no cancellation. */
  void disarm() {
    armed.set(false);
  }

  @Override
  public void close() {
    disarm();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is stopping: the hook runs or has run, and disarmed it does nothing.
      armed.set(false);
    }
  }
}
