package finagent.jobs.livy;

/** A request that changes something was sent, and whether it was carried out is not known. */
final class AnswerLost extends Exception {
  private static final long serialVersionUID = 1L;

  AnswerLost(String words) {
    super(words);
  }
}
