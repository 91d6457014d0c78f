package io.bellhop.server;

import io.bellhop.engine.Role;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** Somebody who stays in the hall: comes back, by any server, when the line breaks or is silent. */
final class Visitor implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final long ASK_MILLIS = 3_000;
  private static final long PAUSE_MILLIS = 500;

  final String id;
  private final IntSupplier door;
  private final AtomicBoolean end;
  private volatile boolean here;
  private volatile int port;

  /** When the line of now was made, by {@link System#nanoTime}. */
  private volatile long since;

  /**
   * @param door the port of a server, asked for each connection
   */
  Visitor(String id, IntSupplier door, AtomicBoolean end) {
    this.id = id;
    this.door = door;
    this.end = end;
  }

  boolean isHere() {
    return here;
  }

  /** Whether this one is connected there. */
  boolean isAt(Victim node) {
    return here && port == node.port();
  }

  long since() {
    return since;
  }

  @Override
  public void run() {
    while (!end.get() && !Thread.currentThread().isInterrupted()) {
      long pause = ThreadLocalRandom.current().nextLong(PAUSE_MILLIS);
      try {
        pause = stay().orElse(pause);
      } catch (RpcFailure e) {
        if (!e.mayRepeat()) {
          throw e;
        }
      }
      here = false;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
    }
  }

  /**
   * @return when to come back as the server says, in milliseconds, if it says so
   */
  private OptionalLong stay() {
    int to = door.getAsInt();
    try (WireClient client =
        WireClient.connect(to, Victim.token(id, Role.GUEST), notice -> {}, PATIENCE)) {
      Rpc.call(client, "subscribe", "channel", Hall.CHANNEL);
      port = to;
      since = System.nanoTime();
      here = true;
      while (!end.get() && !isOver(client)) {
        Rpc.call(client, "ping");
      }
      here = false;
      return client.notices().stream()
          .filter(notice -> notice.path("method").asString("").equals("disconnect"))
          .mapToLong(notice -> notice.at("/params/after").asLong(0))
          .findFirst();
    }
  }

  private static boolean isOver(WireClient client) {
    try {
      client.closed().get(ASK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
