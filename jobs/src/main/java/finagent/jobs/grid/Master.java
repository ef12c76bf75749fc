package finagent.jobs.grid;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a Spark master, checked before Spark itself is started. */
record Master(String url) {
  private static final String WORKS =
      "What works: local[*], local[4], spark://HOST:PORT, yarn, k8s://https://HOST:PORT";
  private static final Pattern LOCAL =
      Pattern.compile("local(?:\\[(\\*|[1-9]\\d{0,3})(?:,\\s*[1-9]\\d*)?])?");
  private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[[\\d,\\s]+]");
  private static final Pattern STANDALONE = Pattern.compile("spark://[^\\s,/]+(?:,[^\\s,/]+)*");
  private static final Pattern ELSEWHERE = Pattern.compile("yarn|k8s://\\S+");
  private static final int PROBE_MILLIS = 5_000;

  Master {
    url = url.strip();
    if (url.isEmpty()) {
      throw new IllegalArgumentException("No Spark master is named. " + WORKS);
    }
    boolean known =
        LOCAL.matcher(url).matches()
            || LOCAL_CLUSTER.matcher(url).matches()
            || STANDALONE.matcher(url).matches()
            || ELSEWHERE.matcher(url).matches();
    if (!known) {
      throw new IllegalArgumentException("Invalid Spark master '%s'. %s".formatted(url, WORKS));
    }
    if (url.startsWith("spark://")) {
      addresses(url);
    }
  }

  boolean isLocal() {
    return LOCAL.matcher(url).matches();
  }

  boolean isStandalone() {
    return url.startsWith("spark://");
  }

  /** Whether executors run in JVMs of their own and must be sent the code. */
  boolean isRemote() {
    return !isLocal() && !LOCAL_CLUSTER.matcher(url).matches();
  }

  /** Whether driver and executors can only be on this machine. */
  boolean isOnThisMachine() {
    return !isRemote() || (isStandalone() && addresses(url).stream().allMatch(Master::isLoopback));
  }

  /** The number of threads of a local master; empty for others. */
  OptionalInt threads() {
    Matcher local = LOCAL.matcher(url);
    if (!local.matches()) {
      return OptionalInt.empty();
    }
    String count = local.group(1);
    if (count == null) {
      return OptionalInt.of(1);
    }
    return OptionalInt.of(
        count.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(count));
  }

  /**
   * Fails within seconds where nothing listens at any of a standalone master's addresses; Spark
   * itself would retry for minutes.
   */
  void probe() {
    if (!isStandalone()) {
      return;
    }
    List<String> reasons = new ArrayList<>();
    for (URI address : addresses(url)) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PROBE_MILLIS);
        return;
      } catch (IOException e) {
        reasons.add("%s:%d: %s".formatted(address.getHost(), address.getPort(), words(e)));
      }
    }
    throw new IllegalStateException(
        ("No Spark master answers at '%s' (%s). Start one (scripts/cluster start 2 prints its"
                + " URL), correct --master, or run on this machine with --master local[*]")
            .formatted(url, String.join("; ", reasons)));
  }

  private static String words(IOException e) {
    return e instanceof java.net.UnknownHostException
        ? "no host of that name"
        : String.valueOf(e.getMessage());
  }

  private static boolean isLoopback(URI address) {
    String host = address.getHost();
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private static List<URI> addresses(String url) {
    List<URI> addresses = new ArrayList<>();
    for (String address : url.substring("spark://".length()).split(",", -1)) {
      URI uri;
      try {
        uri = URI.create("spark://" + address);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "Invalid Spark master '%s': '%s' is no HOST:PORT".formatted(url, address), e);
      }
      if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65_535) {
        throw new IllegalArgumentException(
            "Invalid Spark master '%s': '%s' is no HOST:PORT. %s".formatted(url, address, WORKS));
      }
      addresses.add(uri);
    }
    return addresses;
  }
}
