package io.bellhop.feature.seal;

import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The table of devices. */
final class DeviceStore {
  private static final String OF_PERSON =
      """
      SELECT person, device, name, public_key FROM seal_device
      WHERE site = ? AND person = ? ORDER BY at, device\
      """;
  private static final String ONE =
      """
      SELECT person, device, name, public_key FROM seal_device
      WHERE site = ? AND person = ? AND device = ?\
      """;

  private final SqlLedger ledger;

  DeviceStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  List<Device> of(String site, String person) {
    return ledger.query(OF_PERSON, DeviceStore::device, site, person);
  }

  List<Device> of(Tx tx, String site, String person) {
    return SqlTx.of(tx).query(OF_PERSON, DeviceStore::device, site, person);
  }

  Optional<Device> find(Tx tx, String site, String person, String device) {
    return SqlTx.of(tx).query(ONE, DeviceStore::device, site, person, device).stream().findFirst();
  }

  void insert(Tx tx, String site, Device device) {
    SqlTx.of(tx)
        .update(
            """
            INSERT INTO seal_device (site, person, device, name, public_key, at)
            VALUES (?, ?, ?, ?, ?, ?)\
            """,
            site,
            device.person(),
            device.device(),
            device.name(),
            device.publicKey(),
            tx.now());
  }

  /** The device is another person's from now on; false if they have one with its id. */
  boolean hand(Tx tx, String site, String device, String from, String to) {
    return SqlTx.of(tx)
            .update(
                """
                UPDATE seal_device SET person = ? WHERE site = ? AND person = ? AND device = ?
                AND NOT EXISTS (SELECT 1 FROM seal_device AS other
                  WHERE other.site = ? AND other.person = ? AND other.device = ?)\
                """,
                to,
                site,
                from,
                device,
                site,
                to,
                device)
        == 1;
  }

  /** Whether there was such a device. */
  boolean delete(Tx tx, String site, String person, String device) {
    return SqlTx.of(tx)
            .update(
                "DELETE FROM seal_device WHERE site = ? AND person = ? AND device = ?",
                site,
                person,
                device)
        == 1;
  }

  private static Device device(ResultSet row) throws SQLException {
    return new Device(
        row.getString("person"),
        row.getString("device"),
        row.getString("name"),
        row.getString("public_key"));
  }
}
