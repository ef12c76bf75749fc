package finagent.jobs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A small file system, which is full but for a little while something is done. */
record SmallDisk(Path folder) {
  private static final byte[] BLOCK = new byte[4096];

  /** Does something while a file takes all the room but some kilobytes. */
  <T> T withLeft(int kilobytes, Supplier<T> work) throws IOException {
    Path fill = folder.resolve("fill");
    long size = Files.getFileStore(folder).getUsableSpace() - 1024L * kilobytes;
    try (RandomAccessFile out = new RandomAccessFile(fill.toFile(), "rw")) {
      for (long written = 0; written + BLOCK.length <= size; written += BLOCK.length) {
        out.write(BLOCK);
      }
    }
    try {
      return work.get();
    } finally {
      Files.delete(fill);
    }
  }
}
