package io.bellhop.feature.person;

import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.util.List;

/** The table of the guests that people were before they signed in. */
final class BeforeStore {
  private final SqlLedger ledger;

  BeforeStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  void put(Tx tx, String site, String person, String guest) {
    SqlTx.of(tx)
        .update(
            "INSERT INTO person_before (site, person, guest) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            site,
            person,
            guest);
  }

  List<String> of(String site, String person) {
    return ledger.query(
        "SELECT guest FROM person_before WHERE site = ? AND person = ? ORDER BY guest",
        row -> row.getString(1),
        site,
        person);
  }

  /** Knows neither the person nor the guest any more; false if that was so already. */
  boolean forget(Tx tx, String site, String either) {
    return SqlTx.of(tx)
            .update(
                "DELETE FROM person_before WHERE site = ? AND (person = ? OR guest = ?)",
                site,
                either,
                either)
        > 0;
  }
}
