package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.server.Persistent.Request;
import io.bellhop.sql.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Acknowledged means never lost: a server under load is killed again and again, then everything is
 * counted. {@code -Dkill.seconds=N} sets how long, {@code -Dkill.seed=N} when it is killed.
 */
@Tag("kill")
class KillTest {
  private static final String ROOM = "lobby";
  private static final String CHAT = "chat:" + ROOM;
  private static final String SEEN = Probe.SEEN.name();
  private static final String FIRED = Probe.FIRED.name();
  private static final List<String> CHANNELS = List.of(CHAT, SEEN, FIRED);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Duration time = Duration.ofSeconds(Integer.getInteger("kill.seconds", 60));
  private final long seed = Long.getLong("kill.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicBoolean end = new AtomicBoolean();
  private final List<Persistent> senders = new ArrayList<>();
  private final List<Persistent> setters = new ArrayList<>();
  private final List<Persistent> readers = new ArrayList<>();
  private final AtomicLong newest = new AtomicLong();
  private @Nullable DeskCrowd desk;
  private final List<Observer> observers = new ArrayList<>();

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatWasAcknowledgedIsThereOnceAndInOneOrder(Database database) throws Exception {
    System.out.printf("kill.seed=%d on %s%n", seed, database);
    try (Victim victim = new Victim(database, folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writing = cast(victim, threads);
      int kills = killForAWhile(victim);
      enough.set(true);
      for (Future<?> writer : writing) {
        writer.get();
      }
      Map<String, Long> sent = acknowledged(senders);
      Map<String, Long> timers = acknowledged(setters);
      try {
        awaitAllDelivered(sent.size(), timers.size());
      } finally {
        end.set(true);
        report(database, kills);
      }

      demandNoComplaints();
      demandMessages(victim, sent);
      demandSeen(sent.size());
      demandFired(timers);
      Objects.requireNonNull(desk).demandCounts(seed);
    }
  }

  private List<Future<?>> cast(Victim victim, ExecutorService threads) {
    for (int i = 0; i < 20; i++) {
      senders.add(sender(victim, "sender-" + i));
    }
    for (int i = 0; i < 5; i++) {
      String id = "setter-" + i;
      setters.add(
          new Persistent(
              victim,
              id,
              Role.CUSTOMER,
              n -> Request.of("probe.timer", "id", id + "-" + n, "millis", n * 37 % 3_000),
              answer -> 0,
              enough));
      readers.add(reader(victim, "reader-" + i));
    }
    for (int i = 0; i < 4; i++) {
      observers.add(new Observer(victim, "observer-" + i, seed + i, end, CHANNELS));
    }
    observers.forEach(threads::execute);
    DeskCrowd crowd = new DeskCrowd(victim, enough);
    desk = crowd;
    List<Future<?>> writing = new ArrayList<>();
    Stream.of(senders, setters, readers, crowd.people())
        .flatMap(List::stream)
        .forEach(writer -> writing.add(threads.submit(writer)));
    return writing;
  }

  /** Writes, and every fifth time edits what it wrote last, to the same words. */
  private Persistent sender(Victim victim, String id) {
    AtomicLong last = new AtomicLong();
    AtomicReference<String> text = new AtomicReference<>("");
    return new Persistent(
        victim,
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

  /** Reads, and gives emoji to the newest message or takes them back. */
  private Persistent reader(Victim victim, String id) {
    AtomicLong before = new AtomicLong();
    return new Persistent(
        victim,
        id,
        Role.CUSTOMER,
        n -> {
          if (n % 2 == 0) {
            before.set(newest.get());
            return Request.of("chat.receipt", "room", ROOM, "read", before.get());
          }
          long message = before.get();
          return message == 0
              ? Request.of("chat.receipt", "room", ROOM, "read", 0)
              : Request.of(
                  "chat.react", "room", ROOM, "message", message, "emoji", "👍", "on", n % 3 > 0);
        },
        answer -> -1,
        enough);
  }

  private int killForAWhile(Victim victim) throws Exception {
    long until = System.nanoTime() + time.toNanos();
    int kills = 0;
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_000, 4_000)).toNanos());
      victim.killAndStart();
      kills++;
    }
    return kills;
  }

  private static Map<String, Long> acknowledged(List<Persistent> writers) {
    Map<String, Long> all = new HashMap<>();
    writers.forEach(writer -> all.putAll(writer.acknowledged));
    return all;
  }

  private void awaitAllDelivered(int messages, int timers) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            observers.stream()
                .allMatch(observer ->
                    said(observer).size() >= messages
                        && observer.log(SEEN).size() >= messages
                        && observer.log(FIRED).size() >= timers));
  }

  private static List<JsonNode> said(Observer observer) {
    return observer.log(CHAT).stream()
        .filter(event -> event.get("type").stringValue().equals("message"))
        .toList();
  }

  private void demandNoComplaints() {
    assertThat(observers.stream().flatMap(observer -> observer.complaints().stream()))
        .as("kill.seed=%d", seed)
        .isEmpty();
  }

  private void demandMessages(Victim victim, Map<String, Long> sent) {
    Map<Long, String> said = new LinkedHashMap<>();
    for (JsonNode event : said(observers.getFirst())) {
      said.put(event.get("offset").longValue(), event.at("/data/text").stringValue());
    }
    assertThat(said.values()).doesNotHaveDuplicates().hasSameSizeAs(sent.keySet());
    sent.forEach((text, offset) -> assertThat(said.get(offset)).isEqualTo(text));
    for (Persistent sender : senders) {
      assertThat(List.copyOf(sender.acknowledged.values())).isSorted();
    }
    for (Observer observer : observers) {
      assertThat(observer.log(CHAT)).isEqualTo(observers.getFirst().log(CHAT));
    }
    demandCounters(victim, List.copyOf(said.values()));
  }

  /** All that is counted, beside what there is. */
  private void demandCounters(Victim victim, List<String> said) {
    Map<Long, Map<String, Set<String>>> given = given();
    for (Persistent reader : readers) {
      try (WireClient client =
          WireClient.connect(victim.port(), Victim.token(reader.id(), Role.CUSTOMER))) {
        List<JsonNode> messages = ChatCountersTest.messages(client, ROOM);
        assertThat(messages.stream().map(m -> m.get("text").stringValue())).isEqualTo(said);
        JsonNode room = ChatStage.summary(client, ROOM);
        long read = room.get("read").longValue();
        assertThat(room.get("messages").longValue()).isEqualTo(messages.size());
        assertThat(room.get("unread").longValue())
            .isEqualTo(messages.stream().filter(m -> m.get("offset").longValue() > read).count());
        for (JsonNode message : messages) {
          assertThat(counted(message))
              .isEqualTo(given.getOrDefault(message.get("offset").longValue(), Map.of()));
        }
      }
    }
  }

  private static Map<String, Set<String>> counted(JsonNode message) {
    Map<String, Set<String>> by = new HashMap<>();
    for (JsonNode reaction : message.get("reactions")) {
      Set<String> people =
          reaction.get("by").valueStream().map(JsonNode::stringValue).collect(Collectors.toSet());
      assertThat(people).hasSize(reaction.get("count").intValue());
      by.put(reaction.get("emoji").stringValue(), people);
    }
    return by;
  }

  /** Who gave what, as the events tell. */
  private Map<Long, Map<String, Set<String>>> given() {
    Map<Long, Map<String, Set<String>>> given = new HashMap<>();
    for (JsonNode event : observers.getFirst().log(CHAT)) {
      if (event.get("type").stringValue().equals("reaction")) {
        JsonNode data = event.get("data");
        Map<String, Set<String>> ofMessage =
            given.computeIfAbsent(data.get("message").longValue(), _ -> new HashMap<>());
        String emoji = data.get("emoji").stringValue();
        Set<String> people = ofMessage.computeIfAbsent(emoji, _ -> new HashSet<>());
        String person = data.get("person").stringValue();
        assertThat(data.get("on").booleanValue() ? people.add(person) : people.remove(person))
            .isTrue();
        if (people.isEmpty()) {
          ofMessage.remove(emoji);
        }
      }
    }
    return given;
  }

  private void demandSeen(int messages) {
    for (Observer observer : observers) {
      assertThat(
              observer.log(SEEN).stream()
                  .map(event -> event.at("/data/offset").longValue())
                  .toList())
          .hasSize(messages)
          .isEqualTo(
              said(observers.getFirst()).stream()
                  .map(event -> event.get("offset").longValue())
                  .toList());
    }
  }

  private void demandFired(Map<String, Long> timers) {
    for (Observer observer : observers) {
      assertThat(
              observer.log(FIRED).stream()
                  .map(event -> event.at("/data/id").stringValue())
                  .toList())
          .containsExactlyInAnyOrderElementsOf(timers.keySet());
    }
  }

  private void report(Database database, int kills) {
    System.out.printf(
        "%s: %d kills, %d messages acknowledged in %d attempts, %d timers acknowledged in %d"
            + " attempts, %d connections of %d observers%n",
        database,
        kills,
        acknowledged(senders).size(),
        senders.stream().mapToLong(sender -> sender.attempts).sum(),
        acknowledged(setters).size(),
        setters.stream().mapToLong(setter -> setter.attempts).sum(),
        observers.stream().mapToInt(Observer::connections).sum(),
        observers.size());
    for (Observer observer : observers) {
      System.out.printf(
          "  log of %d messages, %d seen, %d fired%n",
          observer.log(CHAT).size(), observer.log(SEEN).size(), observer.log(FIRED).size());
    }
  }
}
