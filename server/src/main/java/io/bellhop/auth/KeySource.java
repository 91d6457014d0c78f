package io.bellhop.auth;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import java.util.List;

/** The public keys of a site's identity provider. Thread-safe; may block for seconds. */
@FunctionalInterface
public interface KeySource {

  /**
   * The keys that may have made a signature with this header; usually one.
   *
   * @throws io.bellhop.protocol.BellhopException {@code unavailable} if no keys could be had so far
   */
  List<JWK> candidates(JWSHeader header);
}
