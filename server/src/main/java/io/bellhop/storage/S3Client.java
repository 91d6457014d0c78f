package io.bellhop.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Sends signed requests to a bucket; repeats those that fail for a while. Thread-safe. */
final class S3Client implements AutoCloseable {
  private static final int ATTEMPTS = 3;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final long LONGEST_WAIT_NANOS = Duration.ofMillis(500).toNanos();
  private static final int ERROR_TEXT = 2_000;

  private final S3Settings settings;
  private final S3Signature signature;
  private final InstantSource clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  S3Client(S3Settings settings, InstantSource clock) {
    this.settings = settings;
    this.signature = new S3Signature(settings.region(), settings.accessKey(), settings.secretKey());
    this.clock = clock;
  }

  /**
   * A request.
   *
   * @param target the object's path and a sorted query, escaped
   * @param payload SHA-256 of the body
   */
  record Call(
      String method,
      String target,
      Map<String, String> headers,
      String payload,
      BodyPublisher body) {}

  /**
   * The answer, whose body must be closed.
   *
   * @throws IOException if there is none, or a status that is neither 2xx nor 404, after three
   *     attempts where another may help
   */
  HttpResponse<InputStream> send(Call call) throws IOException {
    IOException failure = new IOException("not sent");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      pause(attempt);
      try {
        HttpResponse<InputStream> response = http.send(request(call), BodyHandlers.ofInputStream());
        int status = response.statusCode();
        if (status / 100 == 2 || status == 404) {
          return response;
        }
        failure = new IOException("the store answers " + status + ": " + text(response));
        if (status < 500 && status != 429) {
          throw new Refused(failure);
        }
      } catch (Refused e) {
        throw e;
      } catch (IOException e) {
        failure = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
    throw failure;
  }

  /** A failure that would be the same again. */
  private static final class Refused extends IOException {
    Refused(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private HttpRequest request(Call call) {
    URI url = URI.create(base() + "/" + settings.bucket() + "/" + call.target());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).timeout(ANSWER).method(call.method(), call.body());
    signature
        .headers(call.method(), url, call.headers(), call.payload(), clock.instant())
        .forEach(request::header);
    return request.build();
  }

  private String base() {
    String endpoint = settings.endpoint().toString();
    return endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
  }

  private static void pause(int attempt) {
    if (attempt > 0) {
      LockSupport.parkNanos(
          ThreadLocalRandom.current().nextLong(LONGEST_WAIT_NANOS << (attempt - 1)));
    }
  }

  /** The beginning of the body, which is then closed. */
  static String text(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      return new String(body.readNBytes(ERROR_TEXT), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
