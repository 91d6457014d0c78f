package io.bellhop.feature.seal;

/**
 * A browser or program that can open sealed rooms.
 *
 * @param device its id, made by itself
 * @param name for its owner to tell it from others
 * @param publicKey a point on P-256, uncompressed (SEC 1), 65 bytes in base64url
 */
public record Device(String person, String device, String name, String publicKey) {

  /** As others see it. */
  Device unnamed() {
    return new Device(person, device, "", publicKey);
  }
}
