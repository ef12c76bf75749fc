package finagent.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes the jars a user would bring. */
final class Jars {
  private Jars() {}

  /** Compiles a source against the test's class path and packs it, beside a note. */
  static Path of(Path folder, Path source, String note) throws IOException {
    Path out = Files.createTempDirectory(folder, "classes");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                out.toString(),
                source.toString());
    assertThat(failed).as("errors of javac").isZero();
    Path jar = Files.createTempFile(folder, "own", ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(file);
        Stream<Path> found = Files.walk(out)) {
      for (Path compiled : found.filter(Files::isRegularFile).sorted().toList()) {
        add(packed, out.relativize(compiled).toString(), Files.readAllBytes(compiled));
      }
      add(packed, "note.txt", note.getBytes(UTF_8));
    }
    return jar;
  }

  private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTime(0);
    jar.putNextEntry(entry);
    jar.write(bytes);
    jar.closeEntry();
  }
}
