package finagent.jobs.livy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where Livy is and what opens its door. Secrets come from the environment or from files, never
 * from arguments, and are in no text this class gives away:
 *
 * <ul>
 *   <li>{@code FINAGENT_LIVY_USER} with {@code FINAGENT_LIVY_PASSWORD}: basic authentication
 *   <li>{@code FINAGENT_LIVY_TOKEN}: a bearer token
 *   <li>{@code FINAGENT_LIVY_HEADERS}: more headers, one {@code Name: value} a line
 * </ul>
 *
 * Each of the last four may end in {@code _FILE} and then names a file that holds the value.
 */
public final class Access {
  private static final String PREFIX = "FINAGENT_LIVY_";

  private final URI base;
  private final SortedMap<String, String> headers;
  private final List<String> secrets;

  private Access(URI base, SortedMap<String, String> headers, List<String> secrets) {
    this.base = base;
    this.headers = Collections.unmodifiableSortedMap(headers);
    this.secrets = secrets.stream().filter(secret -> !secret.isEmpty()).toList();
  }

  /** The access an environment describes. */
  public static Access of(String url, Map<String, String> environment) {
    SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<String> secrets = new ArrayList<>();
    headers.put("Accept", "application/json");
    headers.put("X-Requested-By", "finagent");
    for (String line : secret(environment, "HEADERS").lines().toList()) {
      if (!line.isBlank()) {
        secrets.add(header(headers, line));
      }
    }
    String user = environment.getOrDefault(PREFIX + "USER", "");
    String password = secret(environment, "PASSWORD").strip();
    String token = secret(environment, "TOKEN").strip();
    if (!token.isEmpty() && !(user + password).isEmpty()) {
      throw new IllegalArgumentException(
          "Both a user and a token for Livy are set; unset FINAGENT_LIVY_USER or"
              + " FINAGENT_LIVY_TOKEN");
    }
    if (user.isEmpty() != password.isEmpty() || user.contains(":")) {
      throw new IllegalArgumentException(
          "FINAGENT_LIVY_USER and FINAGENT_LIVY_PASSWORD go together, and the user has no colon");
    }
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + checked("FINAGENT_LIVY_TOKEN", token));
    } else if (!user.isEmpty()) {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      String encoded = Base64.getEncoder().encodeToString(pair);
      headers.put("Authorization", "Basic " + encoded);
      secrets.add(encoded);
    }
    secrets.add(token);
    secrets.add(password);
    return new Access(base(url), headers, secrets);
  }

  private static String secret(Map<String, String> environment, String name) {
    String value = environment.get(PREFIX + name);
    String file = environment.get(PREFIX + name + "_FILE");
    if (value != null && file != null) {
      throw new IllegalArgumentException(
          "Both %s%s and %1$s%2$s_FILE are set; unset one".formatted(PREFIX, name));
    }
    if (file == null) {
      return value == null ? "" : value;
    }
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s%s_FILE names '%s', which cannot be read: %s".formatted(PREFIX, name, file, e), e);
    }
  }

  private static String header(SortedMap<String, String> headers, String line) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? "" : line.substring(0, colon).strip();
    if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
      throw new IllegalArgumentException(
          "A line of FINAGENT_LIVY_HEADERS is no 'Name: value' (%d characters, not shown)"
              .formatted(line.length()));
    }
    String value = checked(name, line.substring(colon + 1).strip());
    headers.put(name, value);
    return value;
  }

  private static String checked(String name, String value) {
    if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "Invalid value of %s (not shown): must be plain printable characters".formatted(name));
    }
    return value;
  }

  private static URI base(String url) {
    URI uri;
    try {
      uri = URI.create(url.replaceAll("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The address of Livy is no URL: it has %d characters and does not parse"
              .formatted(url.length()));
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "The URL of Livy holds a user or password; put them into FINAGENT_LIVY_USER and"
              + " FINAGENT_LIVY_PASSWORD, where no list of processes shows them");
    }
    if (!(scheme.equals("http") || scheme.equals("https"))
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "Invalid address of Livy: '%s' (must be like http://HOST:8998 or https://HOST/PATH)"
              .formatted(url));
    }
    return uri;
  }

  URI resolve(String path) {
    return URI.create(base + path);
  }

  SortedMap<String, String> headers() {
    return headers;
  }

  /** Whether a secret would travel in the clear to another machine. */
  public boolean isExposed() {
    String host = base.getHost();
    boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return headers.containsKey("Authorization")
        && "http".equalsIgnoreCase(base.getScheme())
        && !local;
  }

  /** A text without the secrets, should the server repeat them. */
  String redact(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return clean;
  }

  /** The address alone. */
  @Override
  public String toString() {
    return base.toString();
  }
}
