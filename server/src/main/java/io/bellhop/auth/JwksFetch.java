package io.bellhop.auth;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches a key set within 5 s and {@link Jwks#MAX_LENGTH} bytes, following no redirects. */
final class JwksFetch {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpRequest request;

  JwksFetch(URI url) {
    request = HttpRequest.newBuilder(url).header("Accept", "application/json").build();
  }

  /**
   * @throws IOException if there is no answer in time, or another than 200
   * @throws IllegalArgumentException if the answer is no key set
   */
  List<JWK> keys() throws IOException {
    // A client for each fetch: they are minutes apart, and an idle client keeps a thread.
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    try {
      HttpResponse<byte[]> response = await(client);
      if (response.statusCode() != 200) {
        throw new IOException("the answer has status " + response.statusCode());
      }
      return Jwks.keys(new String(response.body(), StandardCharsets.UTF_8));
    } finally {
      client.shutdownNow();
    }
  }

  private HttpResponse<byte[]> await(HttpClient client) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), Jwks.MAX_LENGTH));
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + TIMEOUT.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
