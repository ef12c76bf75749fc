package finagent.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * For which versions of a table a data file is needed. All of a table's are found in one pass over
 * its log, O(commits), instead of one snapshot a version.
 *
 * @param file as the log has it, without statistics
 * @param path where it lies, without a scheme
 * @param from version that added it
 * @param to version that took it out; {@link #STILL} if none did
 * @param removedAt when that was, milliseconds since 1970; 0 if none did
 */
record FileLife(ActiveFile file, String path, long from, long to, long removedAt) {
  /** Version of what is still in the table. */
  static final long STILL = Long.MAX_VALUE;

  private static final ObjectMapper JSON = new ObjectMapper();

  boolean isActive() {
    return to == STILL;
  }

  /** Whether one of these versions consists of it, among others. */
  boolean isIn(SortedSet<Long> versions) {
    SortedSet<Long> later = versions.tailSet(from);
    return !later.isEmpty() && later.first() < to;
  }

  boolean isIn(long version) {
    return from <= version && version < to;
  }

  /**
   * The lives of all files up to a version.
   *
   * @throws WarehouseException if the log no longer begins at version 0, by which files of old
   *     versions look like files of none
   */
  static List<FileLife> of(Configuration settings, TableDef table, String location, long newest)
      throws IOException {
    Map<String, FileLife> active = new HashMap<>();
    List<FileLife> lives = new ArrayList<>();
    FileSystem files = new Path(location).getFileSystem(settings);
    for (long version = 0; version <= newest; version++) {
      Path commit =
          new Path(String.format(Locale.ROOT, "%s/_delta_log/%020d.json", location, version));
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(files.open(commit), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          take(line, version, location, active, lives);
        }
      } catch (FileNotFoundException e) {
        throw new WarehouseException(
            ("The log of table %s lacks version %d, so which files older versions need cannot be"
                    + " told. Clean this table with Spark's VACUUM.")
                .formatted(table.name(), version),
            e);
      }
    }
    lives.addAll(active.values());
    return lives;
  }

  private static void take(
      String line,
      long version,
      String location,
      Map<String, FileLife> active,
      List<FileLife> lives)
      throws IOException {
    Map.Entry<String, JsonNode> action = JSON.readTree(line).fields().next();
    JsonNode value = action.getValue();
    if (action.getKey().equals("add")) {
      ActiveFile file = file(value);
      String path = place(file, location);
      long from = active.containsKey(path) ? active.get(path).from() : version;
      active.put(path, new FileLife(file, path, from, STILL, 0));
    } else if (action.getKey().equals("remove")) {
      FileLife ended = active.remove(place(file(value), location));
      if (ended != null) {
        long at = value.path("deletionTimestamp").asLong();
        lives.add(new FileLife(ended.file(), ended.path(), ended.from(), version, at));
      }
    }
  }

  private static ActiveFile file(JsonNode action) {
    return new ActiveFile(
        Objects.requireNonNull(action.path("path").textValue(), "path"),
        action.path("size").asLong(),
        ActiveFile.partition(action),
        MissingNode.getInstance());
  }

  private static String place(ActiveFile file, String location) {
    return local(new Path(file.in(location)));
  }

  /** The place of a file as listings and the log can be compared by it. */
  static String local(Path path) {
    return Path.getPathWithoutSchemeAndAuthority(path).toString();
  }
}
