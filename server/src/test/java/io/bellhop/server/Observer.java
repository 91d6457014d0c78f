package io.bellhop.server;

import io.bellhop.engine.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client that follows channels over many connections, coming back with its positions each time,
 * and keeps a log of what it was given.
 */
final class Observer implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final IntSupplier door;
  private final String id;
  private final Random random;
  private final AtomicBoolean stop;
  private final Map<String, Long> before;
  private final Map<String, List<JsonNode>> logs = new ConcurrentHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private @Nullable String epoch;
  private int connection;

  /**
   * @param door the port of a server, asked for each connection
   * @param channels after which offset of each it begins
   */
  Observer(IntSupplier door, String id, long seed, AtomicBoolean stop, Map<String, Long> channels) {
    this.door = door;
    this.id = id;
    this.random = new Random(seed);
    this.stop = stop;
    this.before = Map.copyOf(channels);
    channels.keySet().forEach(channel -> logs.put(channel, new ArrayList<>()));
  }

  @Override
  public void run() {
    while (!stop.get() && !Thread.currentThread().isInterrupted()) {
      try {
        follow();
      } catch (RpcFailure e) {
        if (!e.mayRepeat()) {
          complain(e.toString());
          return;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }

  private void follow() {
    int mine = next();
    try (WireClient client =
        WireClient.connect(
            door.getAsInt(),
            Victim.token(id, Role.CUSTOMER),
            notice -> take(mine, notice),
            PATIENCE)) {
      logs.keySet().forEach(channel -> subscribe(client, channel));
      client.closed().get(300 + random.nextInt(3_000), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // enough of this connection
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized int next() {
    return ++connection;
  }

  private void subscribe(WireClient client, String channel) {
    long offset = reached(channel);
    String known = epoch == null ? "" : "\"epoch\":\"" + epoch + "\",";
    JsonNode answer =
        client.call(
            "subscribe",
            "{\"channel\":\"%s\",\"since\":{%s\"offset\":%d}}".formatted(channel, known, offset));
    if (!answer.get("recovered").booleanValue()) {
      complain(channel + " was not recovered from " + offset + ": " + answer);
    }
    epoch = answer.get("epoch").stringValue();
  }

  /** What an earlier connection still says after the next began does not count. */
  private synchronized void take(int from, JsonNode notice) {
    if (from != connection || !notice.path("method").asString("").equals("events")) {
      return;
    }
    String channel = notice.at("/params/channel").stringValue();
    List<JsonNode> log = logs.getOrDefault(channel, new ArrayList<>());
    for (JsonNode event : notice.at("/params/events")) {
      if (event.get("offset").longValue() != reached(channel) + 1) {
        complain(channel + ": after " + reached(channel) + " came " + event);
      }
      log.add(event);
    }
  }

  private synchronized long reached(String channel) {
    return before.getOrDefault(channel, 0L) + logs.getOrDefault(channel, List.of()).size();
  }

  private synchronized void complain(String what) {
    complaints.add(id + ": " + what);
  }

  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** What came of a channel so far, in order. */
  synchronized List<JsonNode> log(String channel) {
    return List.copyOf(logs.getOrDefault(channel, List.of()));
  }

  synchronized int connections() {
    return connection;
  }
}
