package io.bellhop.mail;

import io.bellhop.engine.Tx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Where mail is left: in the transaction that makes it necessary, so that it goes out if and only
 * if that commits. Thread-safe.
 */
public final class Outbox {
  private static final int ID_BYTES = 16;

  private final OutboxStore store;
  private final SecureRandom random = new SecureRandom();

  Outbox(OutboxStore store) {
    this.store = store;
  }

  /**
   * Leaves a message to be sent, soon and at least once.
   *
   * @param person whom it is about
   */
  public void put(Tx tx, String site, String person, Mail mail) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String hex = HexFormat.of().formatHex(id);
    store.put(tx, hex, site, person, mail);
    Waker.call(tx, hex);
  }

  /**
   * How many messages were left since a time, about the person or to the address, whichever are
   * more.
   *
   * @param span at most an hour
   */
  public int count(Tx tx, String site, String person, String address, Duration span) {
    Instant since = tx.now().minus(span);
    return Math.max(
        store.countAbout(tx, site, person, since), store.countTo(tx, site, address, since));
  }
}
