package io.bellhop.sql;

import static io.bellhop.sql.Fixture.append;
import static io.bellhop.sql.Fixture.channel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.engine.Event;
import io.bellhop.engine.Ledger.Work;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FailingWorksTest extends OnBothDatabases {
  private static final String SETUP =
      "INSERT INTO staff_setup (site, token_hash, role, expires_at) VALUES (?, ?, 'staff', ?)";

  @Test
  void aWorkThatThrowsAfterAppendingCostsItsNeighboursNothing() throws Exception {
    List<Future<Event>> answers =
        fixture.together(
            ledger,
            List.of(
                tx -> append(tx, "chat:1", "a"),
                tx -> refuse(append(tx, "chat:1", "lost")),
                tx -> append(tx, "chat:1", "b")));

    assertThat(answers.get(2).get().offset()).isEqualTo(2);
    assertFailed(answers.get(1), ErrorCode.FORBIDDEN);
    assertThat(ledger.stats().retries()).isZero();
    assertThat(fixture.delivered).hasSize(2);
  }

  @Test
  void aWorkThatThrowsAfterAnUpdateIsUndoneAlone() throws Exception {
    List<Future<Event>> answers =
        fixture.together(
            ledger,
            List.of(
                tx -> append(tx, "chat:1", "a"),
                tx -> {
                  upsertSetup(tx, "x");
                  return refuse(append(tx, "chat:1", "lost"));
                },
                tx -> append(tx, "chat:1", "b")));

    assertThat(answers.get(0).get().offset()).isEqualTo(1);
    assertThat(answers.get(2).get().offset()).isEqualTo(2);
    assertFailed(answers.get(1), ErrorCode.FORBIDDEN);
    assertThat(ledger.stats().retries()).isEqualTo(1);
    assertThat(setups()).isEmpty();
  }

  @Test
  void aRowAgainstAConstraintFailsItsWorkAlone() throws Exception {
    ledger.write(tx -> insertSetup(tx, "taken", append(tx, "chat:1", "first")));

    List<Future<Event>> answers =
        fixture.together(
            ledger,
            List.of(
                tx -> insertSetup(tx, "a", append(tx, "chat:1", "a")),
                tx -> insertSetup(tx, "taken", append(tx, "chat:1", "lost")),
                tx -> insertSetup(tx, "b", append(tx, "chat:1", "b"))));

    assertThat(answers.get(0).get().offset()).isEqualTo(2);
    assertThat(answers.get(2).get().offset()).isEqualTo(3);
    assertFailed(answers.get(1), ErrorCode.CONFLICT);
    assertThat(setups()).containsExactlyInAnyOrder("taken", "a", "b");
  }

  @Test
  void aWorkCannotHideThatItsStatementFailed() {
    assertThatThrownBy(() ->
            ledger.write(tx -> {
              append(tx, "chat:1", "lost");
              try {
                SqlTx.of(tx).update("UPDATE no_such_table SET x = 1");
              } catch (BellhopException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL);
              }
              return true;
            }))
        .isInstanceOfSatisfying(
            BellhopException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
    assertThat(ledger.head(channel("chat:1")).offset()).isZero();
  }

  @Test
  void aChannelThatAFailedWorkCreatedCanBeWritten() throws Exception {
    List<Future<Event>> answers =
        fixture.together(
            ledger,
            List.of(
                tx -> refuseAfterUpdate(tx, append(tx, "chat:1", "lost")),
                tx -> refuseAfterUpdate(tx, append(tx, "chat:2", "lost")),
                tx -> append(tx, "chat:1", "a"),
                tx -> append(tx, "chat:2", "b")));

    assertThat(answers.get(2).get().offset()).isEqualTo(1);
    assertThat(answers.get(3).get().offset()).isEqualTo(1);
  }

  @Test
  void anyMixOfFailuresCostsAGroupAtMostTwoMoreAttempts() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 10; round++) {
      long retries = ledger.stats().retries();
      List<Work<Event>> works = new ArrayList<>();
      List<Boolean> good = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int fate = random.nextInt(8);
        good.add(fate >= 4);
        works.add(work(fate, "chat:" + random.nextInt(3), round + "-" + i));
      }

      List<Future<Event>> answers = fixture.together(ledger, works);

      for (int i = 0; i < answers.size(); i++) {
        assertThat(succeeded(answers.get(i)))
            .as("seed %s, work %s", seed, i)
            .isEqualTo(good.get(i));
      }
      assertThat(ledger.stats().retries() - retries).as("seed %s", seed).isLessThanOrEqualTo(2);
    }
    for (int i = 0; i < 3; i++) {
      List<Event> events = Objects.requireNonNull(ledger.read(channel("chat:" + i), 0, 1_000));
      assertThat(Collections.max(events.stream().map(Event::offset).toList()))
          .as("seed %s", seed)
          .isEqualTo(events.size())
          .isEqualTo(ledger.head(channel("chat:" + i)).offset());
    }
  }

  private static Work<Event> work(int fate, String channel, String name) {
    return switch (fate) {
      case 0 -> tx -> refuse(append(tx, channel, name));
      case 1 -> tx -> refuseAfterUpdate(tx, append(tx, channel, name));
      case 2 ->
          tx -> {
            insertSetup(tx, name, append(tx, channel, name));
            return insertSetup(tx, name, append(tx, channel, name));
          };
      case 3 ->
          tx -> {
            SqlTx.of(tx).query("SELECT nonsense FROM event", _ -> true);
            return append(tx, channel, name);
          };
      case 4 ->
          tx -> {
            upsertSetup(tx, name);
            return append(tx, channel, name);
          };
      default -> tx -> insertSetup(tx, name, append(tx, channel, name));
    };
  }

  private static boolean succeeded(Future<Event> answer) throws InterruptedException {
    try {
      answer.get();
      return true;
    } catch (ExecutionException e) {
      return false;
    }
  }

  private static <T> T refuse(T ignored) {
    throw new BellhopException(ErrorCode.FORBIDDEN, "after " + ignored);
  }

  private static Event refuseAfterUpdate(Tx tx, Event event) {
    SqlTx.of(tx).update("UPDATE event SET type = type WHERE position < 0");
    return refuse(event);
  }

  private static Event insertSetup(Tx tx, String token, Event event) {
    SqlTx.of(tx).insert(SETUP, "demo", token, tx.now());
    return event;
  }

  private static void upsertSetup(Tx tx, String token) {
    SqlTx.of(tx).update(SETUP + " ON CONFLICT DO NOTHING", "demo", token, tx.now());
  }

  private List<String> setups() {
    return ledger.query("SELECT token_hash FROM staff_setup", row -> row.getString(1));
  }

  private static void assertFailed(Future<?> answer, ErrorCode code) {
    assertThatThrownBy(answer::get)
        .cause()
        .isInstanceOfSatisfying(BellhopException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
