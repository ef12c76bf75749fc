package finagent.jobs;

/** What went wrong, in words for a person: the message, or the cause that has one. */
final class Words {
  private Words() {}

  static String of(Throwable thrown) {
    Throwable at = thrown;
    while (isWrapper(at)) {
      Throwable cause = at.getCause();
      if (cause == null) {
        break;
      }
      at = cause;
    }
    if (at instanceof OutOfMemoryError) {
      return "Out of memory (%d MB at most). Give the JVM more with FINAGENT_MEMORY=4g."
          .formatted(Runtime.getRuntime().maxMemory() >> 20);
    }
    String message = at.getMessage();
    return message == null || message.isBlank() ? at.toString() : message;
  }

  private static boolean isWrapper(Throwable thrown) {
    String message = thrown.getMessage();
    Throwable cause = thrown.getCause();
    return cause != null && (message == null || message.equals(cause.toString()));
  }
}
