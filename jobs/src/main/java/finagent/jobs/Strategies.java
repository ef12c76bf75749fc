package finagent.jobs;

import finagent.agents.Pools;
import finagent.planner.spec.SpecReader;
import finagent.planner.spec.StrategySpec;
import finagent.planner.spec.Variants;
import finagent.tables.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Strategy files, read, with the agents they bring along in jars; open while they are planned and
 * run.
 */
final class Strategies implements AutoCloseable {
  private final Plugins plugins;
  private final PolicyShelf shelf = new PolicyShelf();
  private final Pools pools;
  private final Combinations combinations;

  private Strategies(Plugins plugins, BiFunction<SpecReader, Pools, Combinations> read) {
    this.plugins = plugins;
    this.pools = plugins.addedTo(Pools.shipped().with(shelf.agents()));
    this.combinations = read.apply(new SpecReader(pools, roots()), pools);
  }

  /**
   * Reads files.
   *
   * @param sets {@code path=value}, laid over every file
   */
  static Strategies read(List<Path> files, List<String> sets) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "No strategy file is named; try: finagent run conf/momentum.yaml");
    }
    List<StrategySpec.Plugin> wanted = new ArrayList<>();
    files.forEach(file -> wanted.addAll(SpecReader.plugins(file, roots(), sets)));
    return open(wanted, reader -> files.stream().map(file -> reader.read(file, sets)).toList());
  }

  /**
   * Reads every combination a file varies, each named after its values; those that are no strategy
   * are left out, see {@link #combinations}.
   */
  static Strategies sweep(Path file, List<String> sets) {
    List<Variants.Variant> variants = Variants.of(file, roots(), sets);
    return opened(
        SpecReader.plugins(file, roots(), sets),
        (reader, pools) ->
            Combinations.of(variants, variant -> reader.read(file, sets, variant), pools));
  }

  /** Reads a file as it is and beside it with other values, each named after its values. */
  static Strategies beside(Path file, List<String> sets, List<Variants.Variant> variants) {
    return open(
        SpecReader.plugins(file, roots(), sets),
        reader ->
            Stream.concat(
                    Stream.of(reader.read(file, sets)),
                    variants.stream().map(variant -> reader.read(file, sets, variant)))
                .toList());
  }

  /** Reads files; one file alone may vary, and then stands for all its combinations. */
  static Strategies varied(List<Path> files, List<String> sets) {
    return files.size() == 1 && Variants.isIn(files.get(0), roots(), sets)
        ? sweep(files.get(0), sets)
        : read(files, sets);
  }

  /** Reads what {@link #resolved} wrote, as runs remember it. */
  static Strategies parse(String resolved) {
    List<String> texts = List.of(resolved.split("(?m)^---$", -1));
    List<StrategySpec.Plugin> wanted = new ArrayList<>();
    texts.forEach(text -> wanted.addAll(SpecReader.plugins(text)));
    return open(wanted, reader -> texts.stream().map(reader::parse).toList());
  }

  private static Strategies open(
      List<StrategySpec.Plugin> wanted, Function<SpecReader, List<StrategySpec>> read) {
    return opened(wanted, (reader, pools) -> Combinations.all(read.apply(reader)));
  }

  private static Strategies opened(
      List<StrategySpec.Plugin> wanted, BiFunction<SpecReader, Pools, Combinations> read) {
    Plugins plugins = Plugins.load(wanted.stream().map(Plugins.Jar::of).toList());
    try {
      return new Strategies(plugins, read);
    } catch (RuntimeException e) {
      plugins.close();
      throw e;
    }
  }

  /** The same, with the policies of a warehouse at hand. */
  Strategies with(Warehouse warehouse) {
    shelf.fill(warehouse);
    return this;
  }

  /** Where their agents find policies. */
  PolicyShelf shelf() {
    return shelf;
  }

  List<StrategySpec> specs() {
    return combinations.specs();
  }

  /** What came of what a file varies. */
  Combinations combinations() {
    return combinations;
  }

  /** All strategies as one text that needs no other files. */
  String resolved() {
    return String.join("---\n", specs().stream().map(StrategySpec::resolved).toList());
  }

  /** A title: the one wanted, else the names. */
  String title(@Nullable String wanted) {
    return wanted == null
        ? String.join(", ", specs().stream().map(StrategySpec::name).toList())
        : wanted;
  }

  /** The shipped agents and those of the strategies' jars. */
  Pools pools() {
    return pools;
  }

  /** What executors need besides the program. */
  List<Path> jars() {
    return plugins.jars();
  }

  /** Does something with the classes of the jars in reach of serialisation. */
  <T> T within(Supplier<T> work) {
    return plugins.within(work);
  }

  @Override
  public void close() {
    plugins.close();
  }

  private static List<Path> roots() {
    return List.of(conf());
  }

  /** The shipped strategies: the project's folder, else the copy in the program's own jar. */
  static Path conf() {
    return Optional.ofNullable(System.getProperty("finagent.root"))
        .map(root -> Path.of(root, "conf"))
        .filter(Files::isDirectory)
        .orElseGet(Strategies::packed);
  }

  private static Path packed() {
    URL found = Strategies.class.getResource("/conf/momentum.yaml");
    if (found == null) {
      throw new IllegalStateException("This build of the program has no conf folder in it");
    }
    try {
      URI uri = found.toURI();
      if (uri.getScheme().equals("jar")) {
        mount(uri);
      }
      return Optional.ofNullable(Path.of(uri).getParent()).orElseThrow();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The program's conf folder has an odd address: " + found, e);
    }
  }

  /** The file system of the program's jar stays open as long as the program. */
  private static void mount(URI uri) {
    try {
      FileSystem mounted = FileSystems.newFileSystem(uri, Map.of());
      if (!mounted.isOpen()) {
        throw new IllegalStateException("The program's own jar cannot be read: " + uri);
      }
    } catch (FileSystemAlreadyExistsException e) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("The program's own jar cannot be read: " + uri, e);
    }
  }
}
