package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.server.Persistent.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * People who write in the lobby, set timers and listen, whatever happens to the servers; afterwards
 * everything is counted: what was acknowledged is there once, and everybody was told all of it once
 * and in one order.
 */
final class Crowd implements AutoCloseable {
  static final String ROOM = "lobby";
  static final String CHAT = "chat:" + ROOM;
  private static final String SEEN = Probe.SEEN.name();
  private static final String FIRED = Probe.FIRED.name();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicBoolean end = new AtomicBoolean();
  private final List<Persistent> senders = new ArrayList<>();
  private final List<Persistent> setters = new ArrayList<>();
  private final List<Observer> observers = new ArrayList<>();
  private final List<Future<?>> writing = new ArrayList<>();
  private final AtomicLong newest = new AtomicLong();
  private final IntSupplier door;
  private final long seed;

  /** How many there are of each. */
  record Size(int senders, int setters, int observers) {}

  /**
   * Lets them begin.
   *
   * @param name begins the names of those who write; unlike any other of the same database
   * @param door the port of a server, asked for each connection
   */
  Crowd(String name, IntSupplier door, long seed, Size size) {
    this.door = door;
    this.seed = seed;
    Map<String, Long> before = heads();
    for (int i = 0; i < size.observers(); i++) {
      observers.add(new Observer(door, name + "observer-" + i, seed + i, end, before));
    }
    for (int i = 0; i < size.senders(); i++) {
      senders.add(sender(name + "sender-" + i));
    }
    for (int i = 0; i < size.setters(); i++) {
      setters.add(setter(name + "setter-" + i));
    }
    observers.forEach(threads::execute);
    write(Stream.concat(senders.stream(), setters.stream()));
  }

  private Map<String, Long> heads() {
    Map<String, Long> heads = new HashMap<>();
    try (WireClient client =
        WireClient.connect(door.getAsInt(), Victim.token("looker", Role.CUSTOMER))) {
      for (String channel : List.of(CHAT, SEEN, FIRED)) {
        JsonNode subscribed = Rpc.call(client, "subscribe", "channel", channel);
        heads.put(channel, subscribed.get("offset").longValue());
      }
    }
    return heads;
  }

  /** Lets more people write, until it is enough. */
  void write(Stream<Persistent> more) {
    more.forEach(writer -> writing.add(threads.submit(writer)));
  }

  /** Set when no more is to be written. */
  AtomicBoolean enough() {
    return enough;
  }

  /** The newest message that was acknowledged. */
  long newest() {
    return newest.get();
  }

  /** Writes, and every fifth time edits what it wrote last, to the same words. */
  private Persistent sender(String id) {
    AtomicLong last = new AtomicLong();
    AtomicReference<String> text = new AtomicReference<>("");
    return new Persistent(
        door,
        id,
        Role.CUSTOMER,
        n -> {
          if (n % 5 == 4) {
            return Request.of("chat.edit", "room", ROOM, "message", last.get(), "text", text.get());
          }
          text.set(id + "-" + n);
          return Request.of("chat.send", "room", ROOM, "text", text.get(), "clientId", text.get());
        },
        answer -> {
          if (!answer.has("offset")) {
            return -1;
          }
          last.set(answer.get("offset").longValue());
          newest.accumulateAndGet(last.get(), Math::max);
          return last.get();
        },
        enough);
  }

  private Persistent setter(String id) {
    return new Persistent(
        door,
        id,
        Role.CUSTOMER,
        n -> Request.of("probe.timer", "id", id + "-" + n, "millis", n * 37 % 3_000),
        answer -> 0,
        enough);
  }

  /** Lets nobody write any more, and waits until everything is acknowledged and told. */
  void settle() throws InterruptedException, ExecutionException {
    enough.set(true);
    for (Future<?> writer : writing) {
      writer.get();
    }
    try {
      await().atMost(PATIENCE).until(this::allTold);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("not everything was told:\n" + figures() + state(), e);
    } finally {
      end.set(true);
    }
  }

  private boolean allTold() {
    int messages = acknowledged(senders).size();
    int timers = acknowledged(setters).size();
    return observers.stream()
        .allMatch(observer ->
            said(observer).size() >= messages
                && observer.log(SEEN).size() >= messages
                && observer.log(FIRED).size() >= timers);
  }

  private String state() {
    return observers.stream()
        .map(observer ->
            "\n%d messages, %d seen, %d fired %s"
                .formatted(
                    said(observer).size(),
                    observer.log(SEEN).size(),
                    observer.log(FIRED).size(),
                    observer.complaints()))
        .collect(Collectors.joining());
  }

  private static Map<String, Long> acknowledged(List<Persistent> writers) {
    Map<String, Long> all = new HashMap<>();
    writers.forEach(writer -> all.putAll(writer.acknowledged));
    return all;
  }

  private static List<JsonNode> said(Observer observer) {
    return observer.log(CHAT).stream()
        .filter(event -> event.get("type").stringValue().equals("message"))
        .toList();
  }

  /** What all observers were told of the lobby. */
  List<JsonNode> told() {
    return observers.getFirst().log(CHAT);
  }

  /** The messages among it. */
  List<String> said() {
    return said(observers.getFirst()).stream()
        .map(event -> event.at("/data/text").stringValue())
        .toList();
  }

  /** Counts everything. */
  void demandAll() {
    assertThat(observers.stream().flatMap(observer -> observer.complaints().stream()))
        .as("seed %d", seed)
        .isEmpty();
    demandMessages();
    demandSeen();
    demandFired();
  }

  private void demandMessages() {
    Map<Long, String> said = new LinkedHashMap<>();
    for (JsonNode event : said(observers.getFirst())) {
      said.put(event.get("offset").longValue(), event.at("/data/text").stringValue());
    }
    Map<String, Long> sent = acknowledged(senders);
    assertThat(said.values())
        .as("seed %d", seed)
        .doesNotHaveDuplicates()
        .hasSameSizeAs(sent.keySet());
    sent.forEach(
        (text, offset) -> assertThat(said.get(offset)).as("seed %d", seed).isEqualTo(text));
    for (Persistent sender : senders) {
      assertThat(List.copyOf(sender.acknowledged.values())).isSorted();
    }
    for (Observer observer : observers) {
      assertThat(observer.log(CHAT)).as("seed %d", seed).isEqualTo(told());
    }
  }

  private void demandSeen() {
    List<Long> messages =
        said(observers.getFirst()).stream().map(event -> event.get("offset").longValue()).toList();
    for (Observer observer : observers) {
      assertThat(observer.log(SEEN).stream().map(event -> event.at("/data/offset").longValue()))
          .as("seed %d", seed)
          .containsExactlyElementsOf(messages);
    }
  }

  private void demandFired() {
    for (Observer observer : observers) {
      assertThat(observer.log(FIRED).stream().map(event -> event.at("/data/id").stringValue()))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(acknowledged(setters).keySet());
    }
  }

  /** The longest that somebody had to repeat something until it was acknowledged. */
  Duration longestInterruption() {
    return Duration.ofNanos(
        Stream.concat(senders.stream(), setters.stream())
            .mapToLong(w -> w.longest)
            .max()
            .orElse(0));
  }

  /** What there was, in a line. */
  String figures() {
    List<Persistent> all = Stream.concat(senders.stream(), setters.stream()).toList();
    return "%d messages and %d timers acknowledged in %d attempts, longest interruption %d ms, %d connections of %d observers"
        .formatted(
            acknowledged(senders).size(),
            acknowledged(setters).size(),
            all.stream().mapToLong(writer -> writer.attempts).sum(),
            longestInterruption().toMillis(),
            observers.stream().mapToInt(Observer::connections).sum(),
            observers.size());
  }

  /** Sends everybody away. */
  @Override
  public void close() {
    enough.set(true);
    end.set(true);
    threads.shutdownNow();
    threads.close();
  }
}
