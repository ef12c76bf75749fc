package finagent.notebook;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What Jupyter starts, with the file that says where it listens. */
public final class Main {
  /** Whose level all others have. Kept here, or it would be forgotten. */
  private static final Logger ROOT = Logger.getLogger("");

  private Main() {}

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    if (args.length != 1) {
      throw new IllegalArgumentException(
          "The kernel is started by Jupyter with one connection file; run scripts/notebook");
    }
    ROOT.setLevel(Level.WARNING);
    KernelConnectionProperties place =
        KernelConnectionProperties.parse(Files.readString(Path.of(args[0])));
    JupyterConnection connection = new JupyterConnection(place);
    new JavaKernel().becomeHandlerForConnection(connection);
    connection.connect();
    connection.waitUntilClose();
    System.exit(0); // Spark leaves threads behind
  }
}
