package finagent.jobs.risk;

/**
 * What is asked about a book.
 *
 * @param level e.g. 0.99
 * @param horizon in sessions
 * @param window how many of the last complete sessions are looked at
 * @param paths of each simulation
 * @param degrees of freedom of the simulation with fat tails
 */
public record Question(
    double level, int horizon, int window, int paths, double degrees, long seed) {
  public Question {
    if (!(level > 0.5 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid level: %s %% (must be above 50 and below 100, e.g. 99 or 97.5)"
              .formatted(100 * level));
    }
    if (window < 20) {
      throw new IllegalArgumentException(
          "Invalid window: %d sessions (must be >= 20)".formatted(window));
    }
    if (horizon < 1 || horizon > window) {
      throw new IllegalArgumentException(
          "Invalid horizon: %d sessions, with a window of %d (must be 1 .. that)"
              .formatted(horizon, window));
    }
  }
}
