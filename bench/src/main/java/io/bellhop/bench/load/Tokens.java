package io.bellhop.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens (JWT, HS256) with the site's secret, as a business's own back end would. */
public final class Tokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final long SECONDS = 3_600;
  private static final String HEADER = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

  private final String site;
  private final Mac mac;
  private final long now = System.currentTimeMillis() / 1_000;
  private long made;

  public Tokens(String site, String secret) {
    this.site = site;
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token of a principal that has none yet. */
  public synchronized String next(String role) {
    String id = role + "-" + made++;
    String claims =
        "{\"aud\":\"%s\",\"sub\":\"%s\",\"role\":\"%s\",\"name\":\"Ann\",\"iat\":%d,\"exp\":%d}"
            .formatted(site, id, role, now, now + SECONDS);
    String signed = HEADER + "." + base64(claims);
    return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
