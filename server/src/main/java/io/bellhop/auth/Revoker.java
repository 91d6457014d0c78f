package io.bellhop.auth;

import io.bellhop.auth.Revocation.Kind;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Live;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.CloseCode;
import io.bellhop.protocol.Codec;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Revokes, on every node: the revocation is a row and an event of one transaction, and each node
 * that hears the event refuses the tokens and ends their sessions. {@link #catchUp} reads the rows:
 * at start, and from time to time in case an event got lost between nodes.
 */
public final class Revoker {
  static final String NAMESPACE = "auth";
  static final String EVENT = "revoked";
  private static final String CHANNEL = NAMESPACE + ":revocations";

  /** What an event says: one of the two. */
  public record Revoked(@Nullable String principal, @Nullable String token) {}

  private final RevocationStore store;
  private final Revocations revocations;
  private final Live live;
  private final Codec codec;
  private final InstantSource clock;

  public Revoker(
      RevocationStore store, Revocations revocations, Live live, Codec codec, InstantSource clock) {
    this.store = store;
    this.revocations = revocations;
    this.live = live;
    this.codec = codec;
    this.clock = clock;
    live.listen(NAMESPACE, this::onEvent);
  }

  /** Writes a revocation; it is in force once {@link #enforce} is called or its event heard. */
  Revocation write(Tx tx, String site, Kind kind, String subject, String actor) {
    Revocation revocation = new Revocation(site, kind, subject, tx.now());
    store.put(tx, revocation);
    Revoked data =
        switch (kind) {
          case PRINCIPAL -> new Revoked(subject, null);
          case TOKEN -> new Revoked(null, subject);
        };
    tx.append(new Channel(site, CHANNEL), EVENT, data, actor);
    return revocation;
  }

  /** Refuses the tokens from now on, and ends their sessions on this node. */
  void enforce(Revocation revocation) {
    if (revocations.add(revocation)) {
      live.end(revocation::hits, CloseCode.REVOKED, CloseCode.REVOKED.meaning());
    }
  }

  /** Enforces all that is written down. Blocks. */
  public void catchUp() {
    revocations.forgetExpired(clock.instant());
    store.inForce(clock.instant()).forEach(this::enforce);
  }

  private void onEvent(Event event) {
    if (!event.type().equals(EVENT)) {
      return;
    }
    Revoked revoked = codec.read(event.data(), Revoked.class);
    String site = event.channel().site();
    if (revoked.principal() != null) {
      enforce(new Revocation(site, Kind.PRINCIPAL, revoked.principal(), event.at()));
    } else if (revoked.token() != null) {
      enforce(new Revocation(site, Kind.TOKEN, revoked.token(), event.at()));
    }
  }
}
