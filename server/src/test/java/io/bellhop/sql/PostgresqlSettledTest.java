package io.bellhop.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions by hand, held open in the orders that could hide an event from a projector. */
class PostgresqlSettledTest {
  private Fixture fixture;
  private SqlLedger ledger;
  private Connection one;
  private Connection two;

  @BeforeEach
  void open() throws SQLException {
    fixture = new Fixture(Database.POSTGRESQL, Path.of(""));
    ledger = fixture.open();
    ledger.write(tx -> {
      for (String channel : new String[] {"chat:a", "chat:b", "chat:c"}) {
        Fixture.append(tx, channel, "first");
      }
      return true;
    });
    settlesAt(3);
    one = connect();
    two = connect();
  }

  @AfterEach
  void close() throws SQLException {
    one.close();
    two.close();
    fixture.close();
  }

  private Connection connect() throws SQLException {
    SqlSettings.Store.Postgresql store = (SqlSettings.Store.Postgresql) fixture.settings.store();
    Connection connection =
        DriverManager.getConnection(store.url(), store.user(), store.password());
    connection.setAutoCommit(false);
    return connection;
  }

  @Test
  void anEarlierPositionInFlightHoldsBackLaterOnesThatAreCommitted() throws SQLException {
    write(one, "chat:a");
    write(two, "chat:b");
    two.commit();
    staysAt(3);

    one.commit();
    settlesAt(5);
  }

  /** The id is drawn first, the position last: ordering by id would be wrong the other way. */
  @Test
  void aTransactionThatWasFirstButDrawsLaterIsNotSkipped() throws SQLException {
    lock(one, "chat:a");
    write(two, "chat:b");
    two.commit();
    staysAt(3);
    append(one, "chat:a");

    staysAt(3);
    one.commit();
    settlesAt(5);
  }

  /** The youngest id of all, so a snapshot's xmax is not above it. */
  @Test
  void theOnlyTransactionInFlightIsSeenThoughItsIdIsTheNewest() throws SQLException {
    write(one, "chat:a");

    staysAt(3);
    one.commit();
    settlesAt(4);
  }

  @Test
  void aTransactionThatBeginsAfterTheProposalDoesNotHoldItBackForEver() throws SQLException {
    write(one, "chat:a");
    staysAt(3);
    write(two, "chat:b");
    one.commit();

    settlesAt(4);
    two.commit();
    settlesAt(5);
  }

  @Test
  void positionsThatAreRolledBackSettleAsGaps() throws SQLException {
    write(one, "chat:a");
    write(two, "chat:b");
    one.rollback();
    two.commit();

    settlesAt(5);
  }

  private void settlesAt(long position) {
    await().until(() -> ledger.settled().position() == position);
    staysAt(position);
  }

  private void staysAt(long position) {
    for (int i = 0; i < 5; i++) {
      assertThat(ledger.settled().position()).isEqualTo(position);
    }
  }

  private static void write(Connection connection, String channel) throws SQLException {
    lock(connection, channel);
    append(connection, channel);
  }

  private static void lock(Connection connection, String channel) throws SQLException {
    execute(connection, "UPDATE channel SET head = head + 1 WHERE name = '" + channel + "'");
  }

  private static void append(Connection connection, String channel) throws SQLException {
    execute(
        connection,
        "INSERT INTO event (channel_id, event_offset, type, data, at)"
            + " SELECT id, head, 'note', '{}', 0 FROM channel WHERE name = '"
            + channel
            + "'");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
