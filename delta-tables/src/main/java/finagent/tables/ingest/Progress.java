package finagent.tables.ingest;

/** Told how far an import is, a few times a second. */
@FunctionalInterface
public interface Progress {
  /**
   * Another piece is done.
   *
   * @param rows lines read so far
   * @param fraction of the bytes to read, 0 to 1
   */
  void at(long rows, double fraction);

  /** Tells nobody. */
  static Progress silent() {
    return (rows, fraction) -> {};
  }
}
