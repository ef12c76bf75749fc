package finagent.planner.spec;

import finagent.planner.Catalogue;
import finagent.planner.spec.Node.Fields;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads strategy files. Everything unknown, missing, null, of a wrong unit or out of range is
 * refused with file, line, column, path and what would work ({@link SpecException}).
 *
 * <p>Limits: 1 MB, 50 levels, 50 aliases, 50,000 values once aliases are followed, no duplicate
 * keys, no tag but {@code !replace}.
 */
public final class SpecReader {
  private final SpecFiles files;

  /**
   * A reader.
   *
   * @param directories where {@code extends} looks besides the folder of the file, in order
   */
  public SpecReader(List<Path> directories) {
    this.files = new SpecFiles(directories);
  }

  /**
   * Reads a file.
   *
   * @param overrides {@code path=value}, applied in order and recorded
   */
  public StrategySpec read(Path file, List<String> overrides, Catalogue catalogue) {
    return new SpecBuilder(files.load(file, overrides), overrides, catalogue).build();
  }

  /**
   * Reads a text.
   *
   * @param label what messages call it
   */
  public StrategySpec parse(
      String label, String yaml, List<String> overrides, Catalogue catalogue) {
    return new SpecBuilder(files.parse(label, yaml, overrides), overrides, catalogue).build();
  }

  /** Only the plug-ins a file names: they have to be loaded before the rest can be checked. */
  public List<StrategySpec.Plugin> plugins(Path file, List<String> overrides) {
    Fields tree = files.load(file, overrides);
    return new ListsReader(tree).plugins();
  }
}
