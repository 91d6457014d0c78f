package io.bellhop.feature.seal;

import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.util.List;

/** The table of envelopes. */
final class EnvelopeStore {
  private final SqlLedger ledger;

  EnvelopeStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  /** Who holds which key of a room, the oldest first. */
  List<Holder> holders(String site, String room) {
    return ledger.query(
        """
        SELECT key, person, device FROM seal_envelope
        WHERE site = ? AND room = ? ORDER BY at, key, person, device LIMIT 5000\
        """,
        row -> new Holder(row.getString("key"), row.getString("person"), row.getString("device")),
        site,
        room);
  }

  /** One device that can open what is sealed with a key. */
  record Holder(String key, String person, String device) {}

  /** What was sealed for a device in a room, the oldest first. */
  List<Received> received(String site, String room, String person, String device) {
    return ledger.query(
        """
        SELECT key, sealed, by_person, by_device, by_public_key FROM seal_envelope
        WHERE site = ? AND room = ? AND person = ? AND device = ? ORDER BY at, key LIMIT 1000\
        """,
        row ->
            new Received(
                row.getString("key"),
                row.getString("sealed"),
                new Device(
                    row.getString("by_person"),
                    row.getString("by_device"),
                    "",
                    row.getString("by_public_key"))),
        site,
        room,
        person,
        device);
  }

  /** A key as a device gets it, and from which. */
  record Received(String key, String sealed, Device from) {}

  boolean isHolder(Tx tx, String site, String room, String key, String person) {
    return !SqlTx.of(tx)
        .query(
            "SELECT 1 FROM seal_envelope WHERE site = ? AND room = ? AND key = ? AND person = ? LIMIT 1",
            row -> true,
            site,
            room,
            key,
            person)
        .isEmpty();
  }

  boolean exists(Tx tx, String site, String room, String key) {
    return !SqlTx.of(tx)
        .query(
            "SELECT 1 FROM seal_envelope WHERE site = ? AND room = ? AND key = ? LIMIT 1",
            row -> true,
            site,
            room,
            key)
        .isEmpty();
  }

  /** Keeps the first envelope of a key for a device; nobody can put another in its place. */
  boolean put(Tx tx, String site, String room, String key, Envelope envelope, Device by) {
    return SqlTx.of(tx)
            .update(
                """
                INSERT INTO seal_envelope (site, room, key, person, device, by_person, by_device,
                  by_public_key, sealed, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                """,
                site,
                room,
                key,
                envelope.person(),
                envelope.device(),
                by.person(),
                by.device(),
                by.publicKey(),
                envelope.sealed(),
                tx.now())
        == 1;
  }

  void deleteOf(Tx tx, String site, String person, String device) {
    SqlTx.of(tx)
        .update(
            "DELETE FROM seal_envelope WHERE site = ? AND person = ? AND device = ?",
            site,
            person,
            device);
  }
}
