package finagent.tables;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, setting permissions by a system call. Hadoop's own starts a {@code
 * chmod} process for every file it makes wherever its native library is missing, which takes longer
 * than writing a small table.
 */
public final class LocalFiles extends RawLocalFileSystem {
  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    File file = pathToFile(path);
    PosixFileAttributeView view =
        Files.getFileAttributeView(file.toPath(), PosixFileAttributeView.class);
    if (view == null || permission.getStickyBit()) {
      super.setPermission(path, permission);
      return;
    }
    view.setPermissions(
        PosixFilePermissions.fromString(
            permission.getUserAction().SYMBOL
                + permission.getGroupAction().SYMBOL
                + permission.getOtherAction().SYMBOL));
  }
}
