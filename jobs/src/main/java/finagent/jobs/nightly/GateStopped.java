package finagent.jobs.nightly;

import java.util.List;

/** A gate stopped a night: the weights of the night before stand. */
public final class GateStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GateStopped(List<String> problems) {
    super(String.join("; ", problems));
  }
}
