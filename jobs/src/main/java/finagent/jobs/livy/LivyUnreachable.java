package finagent.jobs.livy;

import org.jspecify.annotations.Nullable;

/** Livy did not answer, for as long as one was willing to ask. */
public final class LivyUnreachable extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  LivyUnreachable(String words, @Nullable Throwable cause) {
    super(words, cause);
  }
}
