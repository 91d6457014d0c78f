package io.bellhop.feature.file;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.storage.ObjectName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links that let whoever holds them read one file for 10 to 20 minutes. Links made in the same 10
 * minutes are the same, so that browsers may keep what they got. Thread-safe.
 */
final class Links {
  private static final long STEP = Duration.ofMinutes(10).toSeconds();
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Links(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /** A link, relative to the server's base address. */
  record FileLink(String url, Instant expires) {}

  FileLink make(ObjectName name, Instant now) {
    Instant expires = Instant.ofEpochSecond((now.getEpochSecond() / STEP + 2) * STEP);
    String url =
        "files/"
            + (name.id() + "?site=" + name.site())
            + (name.thumbnail() ? "&variant=thumbnail" : "")
            + ("&expires=" + expires.getEpochSecond())
            + ("&signature=" + sign(name, expires));
    return new FileLink(url, expires);
  }

  /**
   * Passes if the link is one of ours for this object, and not over.
   *
   * @throws BellhopException forbidden
   */
  void check(ObjectName name, Instant expires, String signature, Instant now) {
    boolean ours =
        MessageDigest.isEqual(
            sign(name, expires).getBytes(StandardCharsets.UTF_8),
            signature.getBytes(StandardCharsets.UTF_8));
    if (!ours || !expires.isAfter(now)) {
      throw new BellhopException(
          ErrorCode.FORBIDDEN, ours ? "this link is over: get a new one" : "no such link");
    }
  }

  private String sign(ObjectName name, Instant expires) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      String text = name.path() + "\n" + expires.getEpochSecond();
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
