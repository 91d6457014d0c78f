package io.bellhop.sql;

import static io.bellhop.sql.Fixture.append;
import static io.bellhop.sql.Fixture.channel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.engine.Ledger;
import io.bellhop.engine.Ledger.Once;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdempotencyTest extends OnBothDatabases {
  record Sent(long offset, Instant at) {}

  @Test
  void aRepeatGetsTheFirstAnswerAlsoAfterARestart() {
    Sent first = send(ledger, key("ann", "k1", "h1"));
    Sent repeated = send(ledger, key("ann", "k1", "h1"));
    ledger.close();
    SqlLedger again = fixture.open();

    assertThat(repeated).isEqualTo(first);
    assertThat(send(again, key("ann", "k1", "h1"))).isEqualTo(first);
    assertThat(again.head(channel("chat:1")).offset()).isEqualTo(1);
  }

  @Test
  void anotherRequestWithTheSameKeyIsAMismatch() {
    send(ledger, key("ann", "k1", "h1"));

    assertThatThrownBy(() -> send(ledger, key("ann", "k1", "h2")))
        .isInstanceOfSatisfying(
            BellhopException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_MISMATCH));
    assertThat(ledger.head(channel("chat:1")).offset()).isEqualTo(1);
  }

  @Test
  void keysOfDifferentPrincipalsNeverMeetAndNoKeyMeansNoMemory() {
    send(ledger, key("ann", "k1", "h1"));
    send(ledger, key("bob", "k1", "h1"));
    send(ledger, null);
    send(ledger, null);

    assertThat(ledger.head(channel("chat:1")).offset()).isEqualTo(4);
  }

  @Test
  void theSameKeyFromManyCallersAtOnceIsCarriedOutOnce() throws Exception {
    List<Future<Sent>> calls = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      calls.add(fixture.calling(() -> send(ledger, key("ann", "k1", "h1"))));
    }
    Set<Sent> answers = new HashSet<>();
    for (Future<Sent> call : calls) {
      answers.add(call.get());
    }

    assertThat(answers).hasSize(1);
    assertThat(ledger.head(channel("chat:1")).offset()).isEqualTo(1);
  }

  @Test
  void aWorkThatFailedIsNotRemembered() {
    Once<Sent> once = new Once<>(key("ann", "k1", "h1"), Sent.class);
    assertThatThrownBy(() ->
            ledger.write(
                once,
                _ -> {
                  throw new BellhopException(ErrorCode.CONFLICT, "not now");
                }))
        .isInstanceOf(BellhopException.class);

    assertThat(send(ledger, key("ann", "k1", "h1")).offset()).isEqualTo(1);
  }

  @Test
  void theSameKeyOnTwoServersIsCarriedOutOnce() throws Exception {
    if (database == Database.SQLITE) {
      return;
    }
    SqlLedger other = fixture.open();
    for (int round = 1; round <= 20; round++) {
      Ledger.Key key = key("ann", "k" + round, "h");
      Future<Sent> here = fixture.calling(() -> send(ledger, key));
      Future<Sent> there = fixture.calling(() -> send(other, key));

      assertThat(here.get()).isEqualTo(there.get());
      assertThat(ledger.head(channel("chat:1")).offset()).isEqualTo(round);
    }
  }

  private static Ledger.Key key(String principal, String value, String hash) {
    return new Ledger.Key("demo", principal, value, hash);
  }

  private static Sent send(SqlLedger ledger, Ledger.@Nullable Key key) {
    return ledger.write(
        new Once<>(key, Sent.class), tx -> new Sent(append(tx, "chat:1", "x").offset(), tx.now()));
  }
}
