package finagent.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * Reference loops that are no part of the project: sources in a folder named by the property {@code
 * finagent.prototypes}, compiled when a bench starts and called through method handles, so that
 * each of their methods is compiled on its own.
 */
final class Prototypes {
  private static final String FOLDER = "finagent.prototypes";

  private final ClassLoader classes;

  private Prototypes(ClassLoader classes) {
    this.classes = classes;
  }

  /** Compiles some of them. */
  static Prototypes of(String... names) {
    Path folder = Path.of(System.getProperty(FOLDER, "prototypes"));
    try {
      Path out = Files.createTempDirectory("prototypes");
      List<String> arguments =
          new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector", "-d", out.toString()));
      for (String name : names) {
        Path source = folder.resolve(name + ".java");
        if (!Files.exists(source)) {
          throw new IllegalStateException(
              "No %s; name the folder of the prototypes with FINAGENT_PROTOTYPES"
                  .formatted(source));
        }
        arguments.add(source.toString());
      }
      int failed =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(String[]::new));
      if (failed != 0) {
        throw new IllegalStateException("%s did not compile".formatted(Arrays.toString(names)));
      }
      return new Prototypes(new URLClassLoader(new URL[] {out.toUri().toURL()}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Class<?> type(String name) throws ReflectiveOperationException {
    return Class.forName(name, true, classes);
  }

  /** A static method, by its name. */
  MethodHandle method(String type, String name) {
    try {
      for (Method method : type(type).getDeclaredMethods()) {
        if (method.getName().equals(name)) {
          method.setAccessible(true);
          return MethodHandles.lookup().unreflect(method);
        }
      }
      throw new NoSuchMethodException(type + "." + name);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value of a static field. */
  Object field(String type, String name) {
    try {
      Field field = type(type).getDeclaredField(name);
      field.setAccessible(true);
      return field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
