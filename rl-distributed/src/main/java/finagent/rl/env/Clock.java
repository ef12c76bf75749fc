package finagent.rl.env;

/** Counts the steps of an episode. */
final class Clock {
  final int limit;
  long episode;
  int step;
  boolean terminated;

  Clock(int limit) {
    this.limit = limit;
  }

  void start(long number) {
    episode = number;
    step = 0;
    terminated = false;
  }

  boolean truncated() {
    return step >= limit && !terminated;
  }

  long[] save() {
    return new long[] {episode, step, terminated ? 1 : 0};
  }

  void restore(long[] saved) {
    episode = saved[0];
    step = (int) saved[1];
    terminated = saved[2] == 1;
  }
}
