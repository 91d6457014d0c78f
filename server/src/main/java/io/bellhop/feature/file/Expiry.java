package io.bellhop.feature.file;

import io.bellhop.engine.Timer;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.Codec;
import java.time.Duration;

/** Removes files that a day after their last step are not finished, or not bound to a channel. */
final class Expiry implements Timer.Handler {
  /** A finish that is under way may still write; it is over by then. */
  static final Duration UNTIL_BYTES_GO = Duration.ofHours(1);

  private static final String KIND = "file.expire";
  private static final Duration AFTER = Duration.ofDays(1);

  private final FileStore store;
  private final Codec codec;

  Expiry(FileStore store, Codec codec) {
    this.store = store;
    this.codec = codec;
  }

  record Which(String site, String file) {}

  /** Starts a file's day anew. */
  void restart(Tx tx, String site, String id) {
    tx.set(new Timer(KIND, key(site, id), tx.now().plus(AFTER), codec.write(new Which(site, id))));
  }

  static void cancel(Tx tx, String site, String id) {
    tx.cancel(KIND, key(site, id));
  }

  private static String key(String site, String id) {
    return site + "/" + id;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void fire(Tx tx, Timer timer) {
    Which which = codec.read(timer.data(), Which.class);
    store
        .find(tx, which.site(), which.file())
        .filter(file -> file.channel() == null)
        .ifPresent(file -> store.remove(tx, file.site(), file.id(), tx.now().plus(UNTIL_BYTES_GO)));
  }
}
