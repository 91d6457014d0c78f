package io.bellhop.redis;

/** Whatever comes over the wire, it does not hear it. */
final class Deaf implements Wire.Receiver {
  @Override
  public void onMessage(int partition, byte[] bytes) {}

  @Override
  public void onAway() {}

  @Override
  public void onSubscribed(int partition) {}
}
