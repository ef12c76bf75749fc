package finagent.jobs.livy;

/** Livy, or what stands before it, answered and said no: asking again would not help. */
public final class LivyRefused extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final int status;

  LivyRefused(int status, String words) {
    super(words);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  boolean isNameTaken() {
    String words = getMessage();
    return status == 400 && words != null && words.contains("Duplicate session name");
  }
}
