package finagent.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Names made from files of bars. */
final class FileNames {
  private static final int LONGEST = 40;
  private static final int DIGITS = 8;

  private FileNames() {}

  /**
   * A name for the data set of a CSV file, or of a folder of them: the file's name and the first
   * digits of the SHA-256 of its content, so that equal files have one name and others never do.
   */
  static String dataSet(Path path) throws IOException {
    String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
    String plain =
        name.replaceFirst("(\\.csv)?(\\.gz)?$", "")
            .replaceAll("[^A-Za-z0-9._-]+", "-")
            .replaceFirst("^[._-]+", "");
    String stem = plain.isEmpty() ? "bars" : plain;
    return stem.substring(0, Math.min(LONGEST, stem.length())) + "-" + digest(path);
  }

  private static String digest(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "%s does not exist; name a .csv or .csv.gz file, or a folder of them".formatted(path));
    }
    List<Path> files;
    try (Stream<Path> walked = Files.walk(path)) {
      files = walked.filter(Files::isRegularFile).sorted().toList();
    }
    MessageDigest sha = sha256();
    for (Path file : files) {
      String name = path.relativize(file).toString();
      sha.update("%s %d ".formatted(name, Files.size(file)).getBytes(StandardCharsets.UTF_8));
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
