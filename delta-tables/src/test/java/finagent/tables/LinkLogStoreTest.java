package finagent.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.storage.CloseableIterator;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkLogStoreTest {
  private final Configuration settings = new Configuration(false);
  private final LinkLogStore store = new LinkLogStore(settings);

  @TempDir java.nio.file.Path folder;

  private Path path(String name) {
    return new Path(folder.resolve("_delta_log").resolve(name).toString());
  }

  private List<String> lines(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    try (CloseableIterator<String> read = store.read(path(name), settings)) {
      read.forEachRemaining(lines::add);
    }
    return lines;
  }

  private List<String> files() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(folder.resolve("_delta_log"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aCommitIsMadeOnce() throws IOException {
    store.write(path("0.json"), List.of("a", "b").iterator(), false, settings);
    assertThatThrownBy(() -> store.write(path("0.json"), List.of("c").iterator(), false, settings))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(lines("0.json")).containsExactly("a", "b");
    store.write(path("0.json"), List.of("d").iterator(), true, settings);
    assertThat(lines("0.json")).containsExactly("d");
    assertThat(files()).containsExactly("0.json");
  }

  @Test
  void aWriteThatFailsLeavesNothing() throws IOException {
    Iterator<String> failing =
        new Iterator<>() {
          private int given;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public String next() {
            if (given++ == 3) {
              throw new NoSuchElementException("torn");
            }
            return "line";
          }
        };
    assertThatThrownBy(() -> store.write(path("0.json"), failing, false, settings))
        .hasMessage("torn");
    assertThat(files()).isEmpty();
  }

  @Test
  void ofManyWritersOneWins() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (int version = 0; version < 20; version++) {
        Path path = path(version + ".json");
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
          String line = "writer " + w;
          writers.add(
              () -> {
                try {
                  store.write(path, List.of(line).iterator(), false, settings);
                  return true;
                } catch (FileAlreadyExistsException e) {
                  return false;
                }
              });
        }
        int won = 0;
        for (Future<Boolean> writer : pool.invokeAll(writers)) {
          won += writer.get() ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
        assertThat(lines(version + ".json")).hasSize(1);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void listingIsInOrderFromAFileOnAndHidesHalfWrittenOnes() throws IOException {
    for (String name : List.of("2.json", "0.json", "1.json")) {
      store.write(path(name), List.of("x").iterator(), false, settings);
    }
    Files.writeString(folder.resolve("_delta_log/.3.json.tmp"), "half");
    List<String> names = new ArrayList<>();
    Iterator<FileStatus> listed = store.listFrom(path("1.json"), settings);
    listed.forEachRemaining(file -> names.add(file.getPath().getName()));
    assertThat(names).containsExactly("1.json", "2.json");
  }

  @Test
  void whatIsMissingIsReportedAsMissing() {
    assertThatThrownBy(() -> store.read(path("0.json"), settings))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> store.listFrom(path("0.json"), settings))
        .isInstanceOf(FileNotFoundException.class);
  }
}
