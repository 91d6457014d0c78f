package io.bellhop.mail;

import io.bellhop.engine.Timer;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.Json;

/**
 * Wakes the courier of one server as soon as mail was left. It is a timer, as that fires only once
 * the mail is committed.
 */
final class Waker implements Timer.Handler {
  private static final String KIND = "mail.send";

  private final Courier courier;

  Waker(Courier courier) {
    this.courier = courier;
  }

  /** Has a courier look for mail after the commit. */
  static void call(Tx tx, String mail) {
    tx.set(new Timer(KIND, mail, tx.now(), Json.EMPTY_OBJECT));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void fire(Tx tx, Timer timer) {
    courier.wake();
  }
}
