package io.bellhop.storage;

import io.bellhop.storage.S3Client.Call;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Objects in a bucket; big ones are sent in parts. */
public final class S3Storage implements Storage {
  private static final long PART = 8 << 20;
  private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]{1,1024})</UploadId>");
  private static final String NOTHING = S3Signature.sha256("");

  private final S3Client client;

  public S3Storage(S3Settings settings, InstantSource clock) {
    this.client = new S3Client(settings, clock);
  }

  @Override
  public void put(ObjectName name, Path file) throws IOException {
    long size = Files.size(file);
    if (size <= PART) {
      var _ = send(name.path(), new FilePart(file, 0, size));
    } else {
      putParts(name.path(), file, size);
    }
    Files.delete(file);
  }

  private void putParts(String path, Path file, long size) throws IOException {
    String upload = begin(path);
    try {
      StringBuilder parts = new StringBuilder("<CompleteMultipartUpload>");
      int number = 1;
      for (long from = 0; from < size; from += PART) {
        String target = path + "?partNumber=" + number + "&uploadId=" + upload;
        String tag = send(target, new FilePart(file, from, Math.min(PART, size - from)));
        parts.append("<Part><PartNumber>").append(number++).append("</PartNumber><ETag>");
        parts.append(tag).append("</ETag></Part>");
      }
      complete(path, upload, parts.append("</CompleteMultipartUpload>").toString());
    } catch (IOException | RuntimeException e) {
      abort(path, upload, e);
      throw e;
    }
  }

  private String begin(String path) throws IOException {
    String answer = S3Client.text(sent("POST", path + "?uploads=", ""));
    Matcher matcher = UPLOAD.matcher(answer);
    if (!matcher.find()) {
      throw new IOException("the store names no upload: " + answer);
    }
    return URLEncoder.encode(matcher.group(1), StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The store may take long, say 200 and yet fail: only its word of the result counts. */
  private void complete(String path, String upload, String parts) throws IOException {
    String answer = S3Client.text(sent("POST", path + "?uploadId=" + upload, parts));
    if (!answer.contains("<CompleteMultipartUploadResult")) {
      throw new IOException("the store did not join the parts: " + answer);
    }
  }

  private void abort(String path, String upload, Exception cause) {
    try {
      sent("DELETE", path + "?uploadId=" + upload, "").body().close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Sends a stretch of a file; gives its tag. */
  private String send(String target, FilePart part) throws IOException {
    Call call = new Call("PUT", target, Map.of(), part.sha256(), part.body());
    HttpResponse<InputStream> response = found(client.send(call));
    response.body().close();
    return response.headers().firstValue("ETag").orElse("");
  }

  private HttpResponse<InputStream> sent(String method, String target, String body)
      throws IOException {
    String payload = S3Signature.sha256(body);
    return found(
        client.send(new Call(method, target, Map.of(), payload, BodyPublishers.ofString(body))));
  }

  private static HttpResponse<InputStream> found(HttpResponse<InputStream> response)
      throws IOException {
    if (response.statusCode() == 404) {
      throw new FileNotFoundException("the store answers 404: " + S3Client.text(response));
    }
    return response;
  }

  @Override
  public InputStream read(ObjectName name, long from, long length) throws IOException {
    Map<String, String> range = Map.of("range", "bytes=" + from + "-" + (from + length - 1));
    Call call = new Call("GET", name.path(), range, NOTHING, BodyPublishers.noBody());
    HttpResponse<InputStream> response = found(client.send(call));
    if (response.statusCode() != 206) {
      response.body().skipNBytes(from);
    }
    return response.body();
  }

  @Override
  public void delete(ObjectName name) throws IOException {
    Call call = new Call("DELETE", name.path(), Map.of(), NOTHING, BodyPublishers.noBody());
    client.send(call).body().close();
  }

  @Override
  public void close() {
    client.close();
  }
}
