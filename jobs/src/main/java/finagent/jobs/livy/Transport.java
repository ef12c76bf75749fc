package finagent.jobs.livy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests over HTTP/1.1. A question is repeated until it is answered; a request that changes
 * something is repeated only where it certainly was not sent. Redirects are not followed: the
 * credentials would go along.
 */
final class Transport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 500;
  private static final int TOO_MANY = 429;

  private final Access access;
  private final Patience patience;
  private final Pace pace;
  private final Consumer<String> notes;
  private final HttpClient http;

  Transport(Access access, Patience patience, Pace pace, Consumer<String> notes) {
    this.access = access;
    this.patience = patience;
    this.pace = pace;
    this.notes = notes;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience.answer())
            .build();
  }

  /** What a question is answered with; empty = 404, there is no such thing. */
  Optional<JsonNode> get(String path) {
    HttpRequest request = request(path).GET().build();
    Waiting waiting = new Waiting(path);
    while (true) {
      try {
        HttpResponse<String> response = send(request);
        if (!isPassing(response.statusCode())) {
          return answer(path, response);
        }
        waiting.next("status %d: %s".formatted(response.statusCode(), brief(response)), null);
      } catch (IOException | UnresolvedAddressException e) {
        waiting.next(String.valueOf(e), e);
      }
    }
  }

  /** Sends once; again only where the connection was refused. */
  JsonNode post(String path, String body) throws AnswerLost {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return change(path, request)
        .orElseThrow(
            () ->
                new LivyRefused(
                    404,
                    "There is no %s at %s: is this the address of Livy?".formatted(path, access)));
  }

  /** Sends once; empty = 404, it was not there. */
  Optional<JsonNode> delete(String path) throws AnswerLost {
    return change(path, request(path).DELETE().build());
  }

  private Optional<JsonNode> change(String path, HttpRequest request) throws AnswerLost {
    Waiting waiting = new Waiting(path);
    while (true) {
      try {
        HttpResponse<String> response = send(request);
        if (response.statusCode() >= 500) {
          throw new AnswerLost("status %d: %s".formatted(response.statusCode(), brief(response)));
        }
        return answer(path, response);
      } catch (ConnectException | HttpConnectTimeoutException | UnresolvedAddressException e) {
        waiting.next(String.valueOf(e), e);
      } catch (IOException e) {
        throw new AnswerLost(String.valueOf(e));
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(access.resolve(path)).timeout(patience.answer());
    access.headers().forEach(request::header);
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled =
          new CancellationException("Interrupted while %s was asked".formatted(access));
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  private static boolean isPassing(int status) {
    return status >= 500 || status == TOO_MANY;
  }

  private Optional<JsonNode> answer(String path, HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == 404) {
      return Optional.empty();
    }
    if (status < 200 || status >= 300) {
      throw new LivyRefused(status, refusal(path, response));
    }
    try {
      JsonNode json = JSON.readTree(response.body());
      if (json != null && json.isObject()) {
        return Optional.of(json);
      }
    } catch (JsonProcessingException e) {
      throw new LivyRefused(status, notLivy(path, response));
    }
    throw new LivyRefused(status, notLivy(path, response));
  }

  private String notLivy(String path, HttpResponse<String> response) {
    return "%s answered %s with something that is no JSON object: is this the address of Livy? It says: %s"
        .formatted(access, path, brief(response));
  }

  private String refusal(String path, HttpResponse<String> response) {
    String remedy =
        switch (response.statusCode()) {
          case 401 -> ". Set FINAGENT_LIVY_USER and FINAGENT_LIVY_PASSWORD, or FINAGENT_LIVY_TOKEN";
          case 403 -> ". This user may not do that there";
          case 301, 302, 303, 307, 308 ->
              ". It points to '%s'; give that address if you trust it"
                  .formatted(access.redact(response.headers().firstValue("Location").orElse("")));
          default -> "";
        };
    return "Livy at %s refused %s with status %d: %s%s"
        .formatted(access, path, response.statusCode(), brief(response), remedy);
  }

  /** What the server says, in one line of bounded length. */
  private String brief(HttpResponse<String> response) {
    String text =
        access.redact(response.body()).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    try {
      JsonNode json = JSON.readTree(text);
      if (json != null && json.path("msg").isTextual()) {
        text = json.path("msg").textValue();
      }
    } catch (JsonProcessingException e) {
      return cut(text);
    }
    return text.isEmpty() ? "no words" : cut(text);
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " ..";
  }

  /** Pauses between tries, until patience ends. */
  private final class Waiting {
    private final String path;
    private final long begin = pace.nanoTime();
    private Duration pause = patience.first();
    private boolean told;

    Waiting(String path) {
      this.path = path;
    }

    void next(String why, @Nullable Throwable cause) {
      long silent = pace.nanoTime() - begin;
      if (silent + pause.toNanos() > patience.silence().toNanos()) {
        throw new LivyUnreachable(
            "Livy at %s has not answered %s for %d s (last: %s). Is it up, and the address right?"
                .formatted(access, path, Duration.ofNanos(silent).toSeconds(), why),
            cause);
      }
      if (!told) {
        notes.accept(
            "Livy at %s does not answer (%s); asking again for up to %d s"
                .formatted(access, why, patience.silence().toSeconds()));
        told = true;
      }
      pace.pause(pause);
      pause = patience.after(pause);
    }
  }
}
