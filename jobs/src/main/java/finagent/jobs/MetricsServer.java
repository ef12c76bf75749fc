package finagent.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** Serves {@code /metrics} on 127.0.0.1, to nobody outside this machine. */
final class MetricsServer implements AutoCloseable {
  private static final int MOST_PORT = 65_535;

  private final HttpServer server;

  private MetricsServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts serving.
   *
   * @param port 0 = any that is free
   * @throws IllegalArgumentException if it cannot be had
   */
  static MetricsServer start(int port, Supplier<String> page) {
    if (port < 0 || port > MOST_PORT) {
      throw new IllegalArgumentException(
          "Invalid --metrics-port: %d (must be 0..%d; 0 = any that is free)"
              .formatted(port, MOST_PORT));
    }
    try {
      HttpServer server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
      server.createContext(
          "/metrics",
          exchange -> {
            byte[] bytes = page.get().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, bytes.length);
            try (OutputStream body = exchange.getResponseBody()) {
              body.write(bytes);
            }
          });
      server.start();
      return new MetricsServer(server);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Numbers cannot be served on 127.0.0.1:%d (%s). Name another --metrics-port, or 0 for any that is free"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
