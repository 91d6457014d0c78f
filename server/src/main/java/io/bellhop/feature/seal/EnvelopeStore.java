package io.bellhop.feature.seal;

import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.util.List;

/** The table of envelopes. */
final class EnvelopeStore {
  private static final int MOST_HOLDERS = 5_000;

  /** By the age of the key: an old one's newest envelope may be newer than a new one's. */
  private static final String HOLDERS =
      """
      SELECT envelope.key, person, device FROM seal_envelope AS envelope
      JOIN (SELECT key, MIN(at) AS made FROM seal_envelope WHERE site = ? AND room = ?
        GROUP BY key) AS age ON age.key = envelope.key
      WHERE site = ? AND room = ?
      ORDER BY made DESC, envelope.key DESC, at DESC, person DESC, device DESC LIMIT ?\
      """;

  private final SqlLedger ledger;

  EnvelopeStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * Who holds which key of a room, the oldest key first; of more than 5,000 those of the newest
   * keys, each with all its holders.
   */
  List<Holder> holders(String site, String room) {
    List<Holder> newestFirst =
        ledger.query(
            HOLDERS,
            row ->
                new Holder(row.getString("key"), row.getString("person"), row.getString("device")),
            site,
            room,
            site,
            room,
            MOST_HOLDERS + 1);
    if (newestFirst.size() <= MOST_HOLDERS) {
      return newestFirst.reversed();
    }
    String cut = newestFirst.getLast().key();
    return newestFirst.stream().filter(one -> !one.key().equals(cut)).toList().reversed();
  }

  /** One device that can open what is sealed with a key, or could before it was forgotten. */
  record Holder(String key, String person, String device) {}

  /** What was sealed for a device in a room, the oldest first; of more than 1,000 the newest. */
  List<Received> received(String site, String room, String person, String device) {
    return ledger
        .query(
            """
            SELECT key, sealed, sealed_for, by_person, by_device, by_public_key FROM seal_envelope
            WHERE site = ? AND room = ? AND person = ? AND device = ? AND sealed <> ''
            ORDER BY at DESC, key DESC LIMIT 1000\
            """,
            row ->
                new Received(
                    row.getString("key"),
                    row.getString("sealed"),
                    row.getString("sealed_for"),
                    new Device(
                        row.getString("by_person"),
                        row.getString("by_device"),
                        "",
                        row.getString("by_public_key"))),
            site,
            room,
            person,
            device)
        .reversed();
  }

  /**
   * A key as a device gets it, and from which.
   *
   * @param to the id under which the device's owner was known then; a guest's, before they signed
   *     in
   */
  record Received(String key, String sealed, String to, Device from) {}

  boolean isHolder(Tx tx, String site, String room, String key, String person) {
    return !SqlTx.of(tx)
        .query(
            """
            SELECT 1 FROM seal_envelope
            WHERE site = ? AND room = ? AND key = ? AND person = ? AND sealed <> '' LIMIT 1\
            """,
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
                INSERT INTO seal_envelope (site, room, key, person, device, sealed_for, by_person,
                  by_device, by_public_key, sealed, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                """,
                site,
                room,
                key,
                envelope.person(),
                envelope.device(),
                envelope.person(),
                by.person(),
                by.device(),
                by.publicKey(),
                envelope.sealed(),
                tx.now())
        == 1;
  }

  /** The device is another person's now; what was sealed for it goes along. */
  void hand(Tx tx, String site, String device, String from, String to) {
    SqlTx.of(tx)
        .update(
            "UPDATE seal_envelope SET person = ? WHERE site = ? AND person = ? AND device = ?",
            to,
            site,
            from,
            device);
  }

  /**
   * Nothing is sealed for the device any more. It stays among the holders, as it may have kept the
   * keys: so the others see that they need new ones.
   */
  void emptyOf(Tx tx, String site, String person, String device) {
    SqlTx.of(tx)
        .update(
            "UPDATE seal_envelope SET sealed = '' WHERE site = ? AND person = ? AND device = ?",
            site,
            person,
            device);
  }

  /** As if the device had never had a key. */
  void deleteOf(Tx tx, String site, String person, String device) {
    SqlTx.of(tx)
        .update(
            "DELETE FROM seal_envelope WHERE site = ? AND person = ? AND device = ?",
            site,
            person,
            device);
  }

  /** Where a person had a key or gave one; at most 10,000 rooms. */
  List<String> rooms(String site, String person) {
    return ledger.query(
        """
        SELECT DISTINCT room FROM seal_envelope WHERE site = ? AND (person = ? OR by_person = ?)
        LIMIT 10000\
        """,
        row -> row.getString(1),
        site,
        person,
        person);
  }

  /** As if the room had never had a key. */
  void deleteIn(Tx tx, String site, String room) {
    SqlTx.of(tx).update("DELETE FROM seal_envelope WHERE site = ? AND room = ?", site, room);
  }

  /** As if the person had never had a key. */
  void deleteOf(Tx tx, String site, String person) {
    SqlTx.of(tx).update("DELETE FROM seal_envelope WHERE site = ? AND person = ?", site, person);
  }
}
