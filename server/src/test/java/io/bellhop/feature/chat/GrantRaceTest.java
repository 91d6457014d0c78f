package io.bellhop.feature.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.json.JacksonCodec;
import io.bellhop.sql.Database;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one database: one lets somebody write, the other removes them meanwhile. */
class GrantRaceTest {
  private static final Channel CHANNEL = new Channel("x", "chat:x");
  private static final Room ROOM = new Room(CHANNEL, RoomKind.GROUP, "Group", false, Set.of());
  private static final Principal PERSON =
      new Principal("x", "ann", Role.CUSTOMER, "Ann", Instant.MAX, Instant.EPOCH, null, Map.of());

  record Word(String text) {}

  @TempDir Path folder = Path.of("");
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private SqlLedger sender;
  private SqlLedger remover;

  @BeforeEach
  void open() {
    SqlSettings settings = Database.POSTGRESQL.fresh(folder);
    sender = open(settings);
    remover = open(settings);
    RoomStore rooms = new RoomStore(sender);
    sender.write(tx -> {
      rooms.put(tx, ROOM);
      return rooms.grant(tx, CHANNEL, PERSON.id());
    });
  }

  private static SqlLedger open(SqlSettings settings) {
    return SqlLedger.open(settings, new JacksonCodec(), () -> Instant.EPOCH, events -> {});
  }

  @AfterEach
  void close() {
    threads.close();
    sender.close();
    remover.close();
  }

  @Test
  void aMessageThatWasLetThroughComesBeforeTheRemoval() throws Exception {
    CountDownLatch admitted = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);

    Future<Long> sent = threads.submit(() -> send(admitted, goOn));
    admitted.await();
    Future<Boolean> removed = threads.submit(this::remove);
    assertThat(isDone(removed)).isFalse();
    goOn.countDown();

    assertThat(sent.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(removed.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(sender.read(CHANNEL, 0, 10))
        .extracting(Event::type)
        .containsExactly("message", "left");
  }

  @Test
  void nothingIsWrittenAfterTheRemoval() throws Exception {
    CountDownLatch open = new CountDownLatch(0);
    assertThat(remove()).isTrue();

    assertThatThrownBy(() -> send(open, open)).hasMessageContaining("no such room");

    assertThat(sender.read(CHANNEL, 0, 10)).extracting(Event::type).containsExactly("left");
  }

  private long send(CountDownLatch admitted, CountDownLatch goOn) {
    Access access = new Access(new OpenRooms(List.of()), new RoomStore(sender));
    return sender.write(tx -> {
      access.confirm(tx, ROOM, PERSON);
      admitted.countDown();
      await(goOn);
      return tx.append(CHANNEL, "message", new Word("Hello"), PERSON.id()).offset();
    });
  }

  private boolean remove() {
    RoomStore rooms = new RoomStore(remover);
    return remover.write(tx -> {
      boolean was = rooms.revoke(tx, CHANNEL, PERSON.id());
      tx.append(CHANNEL, "left", new Word("Bye"), PERSON.id());
      return was;
    });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it was done within a time in which it always is, unless it has to wait. */
  private static boolean isDone(Future<?> future) throws Exception {
    try {
      future.get(1, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }
}
