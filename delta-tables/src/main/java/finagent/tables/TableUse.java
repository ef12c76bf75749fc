package finagent.tables;

/**
 * What a table takes on the disk.
 *
 * @param schema version of its columns
 * @param files data files of the newest version
 * @param rows rows of the newest version; files whose log entry does not count them are left out
 * @param live bytes of the newest version
 * @param pinned bytes of older versions' files that somebody needs
 * @param old bytes of older versions' files that nobody needs
 * @param stray bytes of files no version names: of writers that died, or that are writing now
 * @param log bytes of the log of versions
 * @param pins older versions that somebody needs, count
 */
public record TableUse(
    String table,
    long version,
    int schema,
    int files,
    long rows,
    long live,
    long pinned,
    long old,
    long stray,
    long log,
    int pins) {
  /** All of it. */
  public long bytes() {
    return live + pinned + old + stray + log;
  }
}
