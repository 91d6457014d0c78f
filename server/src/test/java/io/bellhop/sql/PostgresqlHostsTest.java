package io.bellhop.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellhop.json.JacksonCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How a server finds its database: one that is not there yet, and the primary of several. */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlHostsTest {
  private PostgresProcess primary;
  private PostgresProcess standby;

  @BeforeAll
  void start() {
    primary = PostgresProcess.start();
    standby = PostgresProcess.start();
  }

  @AfterAll
  void stop() {
    primary.close();
    standby.close();
  }

  private static SqlLedger open(SqlSettings settings) {
    return SqlLedger.open(settings, new JacksonCodec(), new SettableClock(), _ -> {});
  }

  private static SqlSettings at(String url) {
    return SqlSettings.postgresql(url, "postgres", "postgres", 2);
  }

  private static String url(SqlSettings settings) {
    return ((SqlSettings.Store.Postgresql) settings.store()).url();
  }

  @Test
  void aDatabaseThatIsNotThereYetIsAwaited() throws Exception {
    SqlSettings settings = primary.fresh();
    primary.stop("fast");
    CompletableFuture<SqlLedger> opened = CompletableFuture.supplyAsync(() -> open(settings));
    await().during(Duration.ofSeconds(1)).until(() -> !opened.isDone());

    primary.startAgain();

    try (SqlLedger ledger = opened.get(30, TimeUnit.SECONDS)) {
      assertThat(ledger.ready()).isTrue();
    }
  }

  @Test
  void aDatabaseThatDoesNotExistIsSaidAtOnce() {
    String wrong = url(primary.fresh()) + "_of_nobody";

    assertThatThrownBy(() -> open(at(wrong))).hasStackTraceContaining("does not exist");
  }

  /**
   * As after a failover, when the host that is named first has come back as the other's standby.
   */
  @Test
  void readsGoToThePrimaryToo() {
    for (PostgresProcess each : List.of(primary, standby)) {
      each.administrate("CREATE DATABASE pair TEMPLATE template0");
    }
    standby.administrate("ALTER DATABASE pair SET default_transaction_read_only = on");
    String hosts = host(standby) + "," + host(primary);

    try (SqlLedger ledger = open(at("jdbc:postgresql://" + hosts + "/pair"))) {
      ledger.write(tx -> Fixture.append(tx, "chat:a", "first"));

      assertThat(ledger.query("SELECT 1 FROM event", _ -> true)).hasSize(1);
      await().until(() -> ledger.settled().position() > 0);
    }
  }

  private static String host(PostgresProcess postgres) {
    return url(postgres.fresh()).replaceFirst(".*//", "").replaceFirst("/.*", "");
  }
}
