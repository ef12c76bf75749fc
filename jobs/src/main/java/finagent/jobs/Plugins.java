package finagent.jobs;

import finagent.agents.Agent;
import finagent.agents.Pools;
import finagent.planner.Digest;
import finagent.planner.spec.StrategySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.zip.ZipException;

/**
 * Agents out of a user's jars: classes named one by one, never searched for, loaded by one class
 * loader below the caller's. The jars are copied first, so what runs is what was digested, whatever
 * happens to the files meanwhile.
 *
 * <p>Work of these agents goes through Java serialisation on its way to a cluster: run it {@link
 * #within} the plug-ins, and ship {@link #jars} to the executors.
 */
public final class Plugins implements AutoCloseable {
  private final Path directory;
  private final URLClassLoader loader;
  private final SortedMap<String, Path> jars;
  private final List<Agent> agents = new ArrayList<>();

  private Plugins(Path directory, URLClassLoader loader, SortedMap<String, Path> jars) {
    this.directory = directory;
    this.loader = loader;
    this.jars = jars;
  }

  /**
   * A jar and the agents in it.
   *
   * @param classes full names of the agents; none = a library the agents of other jars use
   */
  public record Jar(Path path, List<String> classes) {
    public Jar {
      classes = List.copyOf(classes);
    }

    /** The jar a strategy file names. */
    public static Jar of(StrategySpec.Plugin plugin) {
      return new Jar(Path.of(plugin.jar()), plugin.classes());
    }
  }

  /**
   * Loads agents; a jar or class named twice is loaded once.
   *
   * @throws IllegalArgumentException if a jar or class is missing or a class is no agent
   */
  public static Plugins load(List<Jar> wanted) {
    SortedMap<String, Path> originals = new TreeMap<>();
    SortedMap<String, TreeSet<String>> classes = new TreeMap<>();
    for (Jar jar : wanted) {
      String digest = digest(jar.path());
      originals.putIfAbsent(digest, jar.path());
      classes.computeIfAbsent(digest, d -> new TreeSet<>()).addAll(jar.classes());
    }
    Plugins plugins = copied(originals);
    PluginClasses loading = new PluginClasses(plugins.loader);
    try {
      classes.forEach(
          (digest, names) -> {
            Path path = originals.getOrDefault(digest, plugins.directory);
            names.forEach(name -> plugins.agents.add(loading.agent(path, name)));
          });
    } catch (RuntimeException e) {
      plugins.close();
      throw e;
    }
    return plugins;
  }

  private static Plugins copied(SortedMap<String, Path> originals) {
    try {
      Path directory = Files.createTempDirectory("finagent-plugins-");
      SortedMap<String, Path> copies = new TreeMap<>();
      List<URL> urls = new ArrayList<>();
      for (var original : originals.entrySet()) {
        String digest = original.getKey();
        Path copy =
            directory.resolve(digest.substring(0, 12) + "-" + original.getValue().getFileName());
        Files.copy(original.getValue(), copy);
        if (!digest(copy).equals(digest)) {
          throw new IllegalArgumentException(
              "Plug-in jar %s changed while it was read; try again when it is built"
                  .formatted(original.getValue()));
        }
        copies.put(digest, copy);
        urls.add(copy.toUri().toURL());
      }
      ClassLoader parent = Thread.currentThread().getContextClassLoader();
      return new Plugins(
          directory, new URLClassLoader("plugins", urls.toArray(URL[]::new), parent), copies);
    } catch (IOException e) {
      throw new UncheckedIOException("The plug-in jars could not be copied: " + e.getMessage(), e);
    }
  }

  /** SHA-256 of a jar, 64 hexadecimal digits. */
  public static String digest(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          "There is no plug-in jar %s; build it first, or correct its path (relative to the strategy"
                  .formatted(jar)
              + " file)");
    }
    try (JarFile opened = new JarFile(jar.toFile())) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(Files.readAllBytes(Path.of(opened.getName()))));
    } catch (ZipException e) {
      throw new IllegalArgumentException(
          "Plug-in %s is no jar (%s); name the jar your build makes".formatted(jar, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Plug-in jar %s cannot be read: %s".formatted(jar, e.getMessage()), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }

  public List<Agent> agents() {
    return List.copyOf(agents);
  }

  /** What to ship to executors: copies whose names tell their contents apart. */
  public List<Path> jars() {
    return List.copyOf(jars.values());
  }

  /**
   * Digest of all jars, whatever their order; empty without jars. Any class may use any jar, so it
   * speaks for the code of each agent.
   */
  public String digest() {
    if (jars.isEmpty()) {
      return "";
    }
    Digest.Builder all = Digest.of("plugins");
    jars.keySet().forEach(all::text);
    return all.build().hex();
  }

  /**
   * These agents and the user's; the digest of the jars is part of the key of their work.
   *
   * @throws IllegalArgumentException if a name is taken already
   */
  public Pools addedTo(Pools pools) {
    return pools.with(agents, digest());
  }

  /** Does something with the plug-ins' classes in reach of serialisation. */
  public <T> T within(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Lets the jars go; the agents can be used no longer. */
  @Override
  public void close() {
    try {
      loader.close();
      for (Path jar : jars.values()) {
        Files.deleteIfExists(jar);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The copies of plug-in jars in %s could not be removed".formatted(directory), e);
    }
  }
}
