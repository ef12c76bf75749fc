package finagent.planner.spec;

import finagent.planner.spec.Node.Field;
import finagent.planner.spec.Node.Fields;
import finagent.planner.spec.Node.Items;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code vary} of a strategy file stands for: every combination of the values it lists. */
public final class Variants {
  /** Largest grid that is read. */
  public static final int MOST = 100_000;

  private Variants() {}

  /**
   * One combination.
   *
   * @param label for people, e.g. {@code lookback=126d rebalance=weekly}
   * @param overrides {@code path=value}, one per key of {@code vary}
   */
  public record Variant(String label, List<String> overrides) {
    public Variant {
      overrides = List.copyOf(overrides);
    }
  }

  /**
   * The combinations of a file, the last key of {@code vary} changing fastest.
   *
   * @param directories where {@code extends:} looks besides the file's own folder
   * @param overrides {@code path=value}, laid over the file first
   * @throws SpecException if the file varies nothing, or too much
   */
  public static List<Variant> of(Path file, List<Path> directories, List<String> overrides) {
    Fields root = new SpecFiles(directories).load(file, overrides);
    Fields vary =
        root.at("vary")
            .map(node -> Values.map(node, "vary"))
            .orElseThrow(
                () ->
                    root.where()
                        .refuse(
                            "vary", "is missing; write e.g. vary: {schedule.band: [0%, 20bps]}"));
    List<Variant> variants = List.of(new Variant("", List.of()));
    for (Map.Entry<String, Field> entry : vary.fields().entrySet()) {
      Items values = Values.list(entry.getValue().value(), "vary." + entry.getKey());
      if ((long) variants.size() * values.items().size() > MOST) {
        throw vary.where().refuse("vary", "more than %,d combinations; split it".formatted(MOST));
      }
      variants = crossed(variants, entry.getKey(), values);
    }
    return variants;
  }

  /** Whether a file varies anything. */
  public static boolean isIn(Path file, List<Path> directories, List<String> overrides) {
    return new SpecFiles(directories).load(file, overrides).at("vary").isPresent();
  }

  private static List<Variant> crossed(List<Variant> variants, String path, Items values) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    List<Variant> crossed = new ArrayList<>();
    for (Variant variant : variants) {
      for (Node value : values.items()) {
        String text = Values.flow(value);
        String label = "%s %s=%s".formatted(variant.label(), name, text).strip();
        List<String> overrides = new ArrayList<>(variant.overrides());
        overrides.add(path + "=" + text);
        crossed.add(new Variant(label, overrides));
      }
    }
    return crossed;
  }
}
