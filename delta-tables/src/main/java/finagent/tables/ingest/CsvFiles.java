package finagent.tables.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of an import: one {@code .csv} or {@code .csv.gz}, or all of a folder and below, by
 * name.
 *
 * @param root the folder, or the folder of the one file: names are relative to it
 * @param bytes size of all files as they are stored
 */
record CsvFiles(Path root, List<Path> files, long bytes) {
  static CsvFiles of(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "%s does not exist; name a .csv or .csv.gz file, or a folder of them".formatted(path));
    }
    if (!Files.isDirectory(path)) {
      Path parent = path.toAbsolutePath().getParent();
      return of(parent == null ? path : parent, List.of(path.toAbsolutePath()));
    }
    List<Path> all;
    try (Stream<Path> walked = Files.walk(path.toAbsolutePath())) {
      all = walked.filter(Files::isRegularFile).sorted().toList();
    }
    List<Path> files = all.stream().filter(CsvFiles::isCsv).toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "Folder %s holds no .csv or .csv.gz file; it holds %s"
              .formatted(
                  path,
                  all.isEmpty()
                      ? "nothing"
                      : all.stream().limit(5).map(Path::getFileName).toList()));
    }
    return of(path.toAbsolutePath(), files);
  }

  private static CsvFiles of(Path root, List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return new CsvFiles(root, files, bytes);
  }

  private static boolean isCsv(Path file) {
    return file.toString().endsWith(".csv") || file.toString().endsWith(".csv.gz");
  }

  /** A file's name as reports and quarantine give it. */
  String name(int file) {
    return root.relativize(files.get(file)).toString().replace('\\', '/');
  }
}
