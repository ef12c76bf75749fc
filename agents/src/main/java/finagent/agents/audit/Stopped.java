package finagent.agents.audit;

/** A step or book that threw where it should have answered. */
final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String subject;

  Stopped(String subject, RuntimeException cause) {
    super("%s stopped: %s".formatted(subject, cause), cause);
    this.subject = subject;
  }

  String subject() {
    return subject;
  }
}
