package finagent.jobs;

import finagent.agents.Agent;
import finagent.planner.DidYouMean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;

/** Makes agents of classes that only a plug-in loader knows, or says what is wrong with them. */
final class PluginClasses {
  private final ClassLoader loader;

  PluginClasses(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Makes an agent.
   *
   * @param jar the user's jar it should be in, for refusals
   * @throws IllegalArgumentException if it cannot be made, saying why
   */
  Agent agent(Path jar, String name) {
    try {
      Class<?> type = Class.forName(name, true, loader);
      check(jar, type);
      Agent agent = (Agent) type.getConstructor().newInstance();
      if (Optional.ofNullable(agent.card()).isEmpty()) {
        throw refused(jar, name, "has no card; let card() return one");
      }
      return agent;
    } catch (ClassNotFoundException e) {
      List<String> there = classes(jar);
      throw refused(
          jar, name, "is not in it; there are %s.%s".formatted(there, DidYouMean.of(name, there)));
    } catch (NoSuchMethodException e) {
      throw refused(jar, name, "has no public constructor without arguments; give it one");
    } catch (InvocationTargetException e) {
      throw refused(jar, name, "cannot be made: its constructor throws " + e.getCause());
    } catch (ReflectiveOperationException e) {
      throw refused(jar, name, "cannot be made: " + e);
    } catch (LinkageError e) {
      throw refused(
          jar,
          name,
          "does not fit this version of the grid, or needs another jar (name it under plugins"
              + " without classes): "
              + e);
    }
  }

  private void check(Path jar, Class<?> type) {
    if (type.getClassLoader() != loader) {
      throw refused(
          jar,
          type.getName(),
          "is on the program's own class path already, which would hide the one in the jar; rename"
              + " it");
    }
    if (!Agent.class.isAssignableFrom(type)) {
      throw refused(
          jar, type.getName(), "is no agent; let it implement finagent.agents.ComputingAgent");
    }
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      throw refused(jar, type.getName(), "must be a public class that is not abstract");
    }
  }

  private static IllegalArgumentException refused(Path jar, String name, String why) {
    return new IllegalArgumentException("Plug-in jar %s: class %s %s".formatted(jar, name, why));
  }

  private static List<String> classes(Path jar) {
    try (JarFile opened = new JarFile(jar.toFile())) {
      return opened.stream()
          .map(entry -> entry.getName())
          .filter(entry -> entry.endsWith(".class") && entry.indexOf('$') < 0)
          .map(entry -> entry.substring(0, entry.length() - 6).replace('/', '.'))
          .sorted()
          .limit(20)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Plug-in jar %s cannot be read: %s".formatted(jar, e.getMessage()), e);
    }
  }
}
