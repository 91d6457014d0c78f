package io.bellhop.storage;

import io.bellhop.auth.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests with AWS Signature Version 4, in their headers. Thread-safe. */
final class S3Signature {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String region;
  private final String accessKey;
  private final Secret secretKey;

  S3Signature(String region, String accessKey, Secret secretKey) {
    this.region = region;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  /**
   * The headers to send with a request, {@code host} left out, which the HTTP client adds itself.
   *
   * @param url with a path and query of unreserved characters or escapes, the query sorted
   * @param more headers to sign too, with lower-case names
   * @param payload SHA-256 of the body, in hexadecimal
   */
  Map<String, String> headers(
      String method, URI url, Map<String, String> more, String payload, Instant now) {
    String time = TIME.format(now);
    SortedMap<String, String> signed = new TreeMap<>(more);
    signed.put("host", url.getRawAuthority());
    signed.put("x-amz-content-sha256", payload);
    signed.put("x-amz-date", time);
    String names = String.join(";", signed.keySet());
    String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
    String text =
        String.join(
            "\n", ALGORITHM, time, scope, sha256(canonical(method, url, signed, names, payload)));
    signed.remove("host");
    signed.put(
        "authorization",
        ALGORITHM
            + (" Credential=" + accessKey + "/" + scope)
            + (",SignedHeaders=" + names)
            + (",Signature=" + HexFormat.of().formatHex(hmac(key(scope), text))));
    return signed;
  }

  private static String canonical(
      String method, URI url, SortedMap<String, String> headers, String names, String payload) {
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    String lines =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(Collectors.joining());
    return String.join("\n", method, url.getRawPath(), query, lines, names, payload);
  }

  private byte[] key(String scope) {
    byte[] key = ("AWS4" + secretKey.reveal()).getBytes(StandardCharsets.UTF_8);
    for (String part : Arrays.asList(scope.split("/", -1))) {
      key = hmac(key, part);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sha256(String text) {
    MessageDigest digest = digest();
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
