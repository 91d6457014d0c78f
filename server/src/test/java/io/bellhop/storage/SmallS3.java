package io.bellhop.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bellhop.auth.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * As much of S3 as a bucket with multipart uploads needs. Works out each signature by itself, from
 * the raw request, and checks the hash of each body.
 */
public final class SmallS3 implements AutoCloseable {
  private static final String SECRET = "a secret of the store";
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=key/(\\d{8})/eu-north-1/s3/aws4_request,"
              + "SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})");

  private final HttpServer server;
  private final InstantSource clock;
  private final Map<String, TreeMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean refusesParts;

  /** By path, the bucket left out. */
  public final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  /** What was asked: method and query. */
  public final List<String> requests = java.util.Collections.synchronizedList(new ArrayList<>());

  public SmallS3(InstantSource clock) throws IOException {
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public S3Settings settings() {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new S3Settings(endpoint, "eu-north-1", "bucket", "key", Secret.of(SECRET));
  }

  /** Answers the next requests with 503. */
  public void fail(int times) {
    failures.set(times);
  }

  /** Takes no parts from now on. */
  void refuseParts() {
    refusesParts = true;
  }

  int openUploads() {
    return uploads.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String query = exchange.getRequestURI().getRawQuery();
      requests.add(exchange.getRequestMethod() + " " + (query == null ? "" : query));
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        answer(exchange, 503, "SlowDown");
      } else if (!isSigned(exchange, body)) {
        answer(exchange, 403, "SignatureDoesNotMatch");
      } else {
        carryOut(exchange, body, query == null ? "" : query);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private boolean isSigned(HttpExchange exchange, byte[] body)
      throws IOException, GeneralSecurityException {
    Matcher stated =
        AUTHORIZATION.matcher(
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    String hash = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
    String time = exchange.getRequestHeaders().getFirst("x-amz-date");
    if (!stated.matches() || !hash.equals(hex(sha256(body))) || !isFresh(time)) {
      return false;
    }
    StringBuilder canonical = new StringBuilder(exchange.getRequestMethod()).append('\n');
    canonical.append(exchange.getRequestURI().getRawPath()).append('\n');
    String query = exchange.getRequestURI().getRawQuery();
    canonical.append(query == null ? "" : query).append('\n');
    for (String name : stated.group(2).split(";", -1)) {
      canonical.append(name).append(':');
      canonical.append(exchange.getRequestHeaders().getFirst(name).strip()).append('\n');
    }
    canonical.append('\n').append(stated.group(2)).append('\n').append(hash);
    String scope = stated.group(1) + "/eu-north-1/s3/aws4_request";
    String text = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n";
    text += hex(sha256(canonical.toString().getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return hex(hmac(key, text)).equals(stated.group(3));
  }

  private boolean isFresh(String time) {
    Instant at =
        LocalDateTime.parse(time, DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"))
            .toInstant(ZoneOffset.UTC);
    return Duration.between(at, clock.instant()).abs().toMinutes() < 15;
  }

  private void carryOut(HttpExchange exchange, byte[] body, String query)
      throws IOException, GeneralSecurityException {
    String path = exchange.getRequestURI().getRawPath().replaceFirst("^/bucket/", "");
    Matcher part = Pattern.compile("partNumber=(\\d+)&uploadId=(.+)").matcher(query);
    switch (exchange.getRequestMethod()) {
      case "POST" -> post(exchange, path, query, body);
      case "PUT" -> {
        String tag = "\"" + hex(sha256(body)) + "\"";
        if (part.matches() && refusesParts) {
          answer(exchange, 400, "EntityTooSmall");
          return;
        }
        if (part.matches()) {
          Objects.requireNonNull(uploads.get(part.group(2)))
              .put(Integer.valueOf(part.group(1)), body);
        } else {
          objects.put(path, body);
        }
        exchange.getResponseHeaders().set("ETag", tag);
        answer(exchange, 200, "");
      }
      case "DELETE" -> {
        if (query.isEmpty()) {
          objects.remove(path);
        } else {
          uploads.remove(query.replace("uploadId=", ""));
        }
        exchange.sendResponseHeaders(204, -1);
      }
      default -> get(exchange, path);
    }
  }

  private void post(HttpExchange exchange, String path, String query, byte[] body)
      throws IOException, GeneralSecurityException {
    if (query.equals("uploads=")) {
      String id = "upload%2B" + uploads.size();
      uploads.put(id, new TreeMap<>());
      answer(exchange, 200, "<X><UploadId>" + id.replace("%2B", "+") + "</UploadId></X>");
      return;
    }
    TreeMap<Integer, byte[]> parts =
        Objects.requireNonNull(uploads.remove(query.replace("uploadId=", "")));
    StringBuilder expected = new StringBuilder();
    for (Map.Entry<Integer, byte[]> part : parts.entrySet()) {
      expected.append("<Part><PartNumber>").append(part.getKey()).append("</PartNumber><ETag>\"");
      expected.append(hex(sha256(part.getValue()))).append("\"</ETag></Part>");
    }
    if (!new String(body, StandardCharsets.UTF_8).contains(expected)) {
      answer(exchange, 200, "<Error><Code>InvalidPart</Code></Error>");
      return;
    }
    byte[] whole = new byte[parts.values().stream().mapToInt(each -> each.length).sum()];
    int at = 0;
    for (byte[] each : parts.values()) {
      System.arraycopy(each, 0, whole, at, each.length);
      at += each.length;
    }
    objects.put(path, whole);
    answer(exchange, 200, "<CompleteMultipartUploadResult/>");
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    byte[] object = objects.get(path);
    if (object == null) {
      answer(exchange, 404, "NoSuchKey");
      return;
    }
    Matcher range =
        Pattern.compile("bytes=(\\d+)-(\\d+)")
            .matcher(exchange.getRequestHeaders().getFirst("Range"));
    if (!range.matches()) {
      throw new IOException("no range");
    }
    int to = Math.min(object.length, Integer.parseInt(range.group(2)) + 1);
    byte[] some = Arrays.copyOfRange(object, Integer.parseInt(range.group(1)), to);
    exchange.sendResponseHeaders(206, some.length);
    exchange.getResponseBody().write(some);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
