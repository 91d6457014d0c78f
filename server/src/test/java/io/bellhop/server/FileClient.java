package io.bellhop.server;

import io.bellhop.engine.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** One person of the hotel who sends and reads files. */
final class FileClient {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int CHUNK = 1 << 20;

  private final TestServer server;
  final String token;

  FileClient(TestServer server, String id) {
    this(server, TestServer.HOTEL, id, Role.GUEST);
  }

  FileClient(TestServer server, String site, String id, Role role) {
    this(server.token(site, id, role), server);
  }

  private FileClient(String token, TestServer server) {
    this.server = server;
    this.token = token;
  }

  static FileClient with(TestServer server, String token) {
    return new FileClient(token, server);
  }

  /** Sends a file in chunks. */
  JsonNode upload(String name, String type, byte[] bytes) {
    String id = begin(name, type, bytes.length);
    for (int at = 0; at < bytes.length; at += CHUNK) {
      put(id, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + CHUNK)));
    }
    return finish(id);
  }

  /** The new file's id. */
  String begin(String name, String type, long size) {
    String params =
        WireClient.JSON
            .createObjectNode()
            .put("name", name)
            .put("type", type)
            .put("size", size)
            .toString();
    return answer(server.call("file.begin", params, token)).get("file").stringValue();
  }

  HttpResponse<String> put(String id, long offset, byte[] bytes) {
    return TestServer.send(
        server
            .request("/files/" + id + "?offset=" + offset, "Authorization", "Bearer " + token)
            .PUT(BodyPublishers.ofByteArray(bytes)));
  }

  JsonNode finish(String id) {
    return answer(server.call("file.finish", "{\"file\":\"" + id + "\"}", token));
  }

  /** The path of a link. */
  String link(String id, boolean thumbnail) {
    String params = "{\"file\":\"" + id + "\",\"thumbnail\":" + thumbnail + "}";
    return "/" + answer(server.call("file.link", params, token)).get("url").stringValue();
  }

  HttpResponse<byte[]> get(String path, String... headers) {
    try {
      return HTTP.send(server.request(path, headers).GET().build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  byte[] read(String id) {
    return get(link(id, false)).body();
  }

  private static JsonNode answer(HttpResponse<String> response) {
    JsonNode body = WireClient.JSON.readTree(response.body());
    if (response.statusCode() != 200) {
      throw new FileRefused(body.get("code").stringValue(), body.get("detail").stringValue());
    }
    return body;
  }

  /** An error that the server answered. */
  static final class FileRefused extends RuntimeException {
    final String code;

    FileRefused(String code, String message) {
      super(code + ": " + message);
      this.code = code;
    }
  }
}
