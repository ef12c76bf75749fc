package finagent.jobs.livy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Livy's documented batch API over real HTTP on loopback, with states a test sets. */
public final class PaperLivy implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final int KEPT = 200;

  static {
    // Else every answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final TreeMap<Integer, Entry> batches = new TreeMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  final List<String> requests = new ArrayList<>();
  public final List<JsonNode> posts = new ArrayList<>();
  final List<Map<String, List<String>>> headers = new ArrayList<>();
  private int next;

  /** A batch and its two streams. */
  public static final class Entry {
    final int id;
    final String name;
    public String state = "starting";
    String application = "";
    final Deque<String> out = new ArrayDeque<>();
    final Deque<String> err = new ArrayDeque<>();

    Entry(int id, String name) {
      this.id = id;
      this.name = name;
    }

    void print(String line) {
      add(out, line);
    }

    void complain(String line) {
      add(err, line);
    }

    private static void add(Deque<String> stream, String line) {
      if (stream.size() == KEPT) {
        stream.removeFirst();
      }
      stream.addLast(line);
    }
  }

  /** What befalls the next request of a method. */
  record Fault(String method, Kind kind, int status, String body, String header) {
    enum Kind {
      ANSWER,
      LOST,
      DONE_BUT_LOST,
      DONE_BUT_ANSWER
    }

    static Fault answer(String method, int status, String body) {
      return new Fault(method, Kind.ANSWER, status, body, "");
    }

    static Fault of(String method, Kind kind) {
      return new Fault(method, kind, 500, "\"java.lang.IllegalStateException\"", "");
    }
  }

  public PaperLivy() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized Entry has(String name, String state) {
    Entry entry = new Entry(next++, name);
    entry.state = state;
    batches.put(entry.id, entry);
    return entry;
  }

  synchronized void next(Fault... befalls) {
    faults.addAll(List.of(befalls));
  }

  /** The next question is answered with a refusal. */
  public synchronized void refuse(int status, String words) {
    faults.add(Fault.answer("GET", status, words));
  }

  public synchronized Entry entry(String name) {
    return batches.values().stream()
        .filter(entry -> entry.name.equals(name))
        .findFirst()
        .orElseThrow();
  }

  public synchronized int size() {
    return batches.size();
  }

  synchronized void forget(int id) {
    batches.remove(id);
  }

  /** Without recovery: nothing is known any more, and ids begin again. */
  synchronized void restart() {
    batches.clear();
    next = 0;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      requests.add(method + " " + exchange.getRequestURI());
      headers.add(Map.copyOf(exchange.getRequestHeaders()));
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Fault fault = faults.peek();
      if (fault == null || !fault.method().equals(method)) {
        answer(exchange, method, body);
        return;
      }
      faults.remove();
      switch (fault.kind()) {
        case ANSWER -> send(exchange, fault.status(), fault.body(), fault.header());
        case LOST -> {}
        case DONE_BUT_LOST -> act(method, exchange.getRequestURI().getPath(), body);
        case DONE_BUT_ANSWER -> {
          act(method, exchange.getRequestURI().getPath(), body);
          send(exchange, fault.status(), fault.body(), "");
        }
      }
    }
  }

  private record Reply(int status, JsonNode json) {}

  private void answer(HttpExchange exchange, String method, String body) throws IOException {
    Reply reply = act(method, exchange.getRequestURI().getPath(), body);
    send(exchange, reply.status(), reply.json().toString(), "");
  }

  private Reply act(String method, String path, String body) throws IOException {
    String[] parts = path.substring(1).split("/");
    if (!parts[0].equals("batches")) {
      return new Reply(404, message("not found"));
    }
    if (parts.length == 1) {
      return method.equals("POST") ? post(JSON.readTree(body)) : new Reply(200, list());
    }
    Optional<Entry> entry = Optional.ofNullable(batches.get(Integer.valueOf(parts[1])));
    if (entry.isEmpty()) {
      return new Reply(404, message("Session '%s' not found.".formatted(parts[1])));
    }
    if (method.equals("DELETE")) {
      batches.remove(entry.get().id);
      return new Reply(200, message("deleted"));
    }
    return new Reply(200, parts.length == 3 ? log(entry.get()) : json(entry.get()));
  }

  private Reply post(JsonNode body) {
    posts.add(body);
    int id = next++;
    String name = body.path("name").asText("");
    if (batches.values().stream().anyMatch(entry -> entry.name.equals(name))) {
      return new Reply(
          400, message("Duplicate session name: Some(%s) for session %d".formatted(name, id)));
    }
    Entry entry = new Entry(id, name);
    batches.put(id, entry);
    return new Reply(201, json(entry));
  }

  private JsonNode list() {
    ObjectNode list = JSON.createObjectNode().put("from", 0).put("total", batches.size());
    ArrayNode sessions = list.putArray("sessions");
    batches.values().forEach(entry -> sessions.add(json(entry)));
    return list;
  }

  private static ObjectNode json(Entry entry) {
    ObjectNode json = JSON.createObjectNode().put("id", entry.id).put("name", entry.name);
    json.put("appId", entry.application.isEmpty() ? null : entry.application);
    return json.put("state", entry.state);
  }

  private static JsonNode log(Entry entry) {
    List<String> lines = new ArrayList<>(List.of("stdout: "));
    lines.addAll(entry.out);
    lines.add("\nstderr: ");
    lines.addAll(entry.err);
    ObjectNode json = JSON.createObjectNode().put("id", entry.id).put("total", lines.size());
    lines.forEach(json.putArray("log")::add);
    return json;
  }

  private static JsonNode message(String words) {
    return JSON.createObjectNode().put("msg", words);
  }

  private static void send(HttpExchange exchange, int status, String body, String location)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (!location.isEmpty()) {
      exchange.getResponseHeaders().add("Location", location);
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
