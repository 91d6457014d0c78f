package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.sql.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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
  private static final String CHAT = "chat:lobby";
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
    }
  }

  private List<Future<?>> cast(Victim victim, ExecutorService threads) {
    for (int i = 0; i < 20; i++) {
      String id = "sender-" + i;
      senders.add(
          new Persistent(
              victim,
              id,
              "chat.send",
              n -> "{\"room\":\"lobby\",\"text\":\"%s-%d\"}".formatted(id, n),
              answer -> answer.get("offset").longValue(),
              enough));
    }
    for (int i = 0; i < 5; i++) {
      String id = "setter-" + i;
      setters.add(
          new Persistent(
              victim,
              id,
              "probe.timer",
              n -> "{\"id\":\"%s-%d\",\"millis\":%d}".formatted(id, n, n * 37 % 3_000),
              answer -> 0,
              enough));
    }
    for (int i = 0; i < 4; i++) {
      observers.add(new Observer(victim, "observer-" + i, seed + i, end, CHANNELS));
    }
    observers.forEach(threads::execute);
    List<Future<?>> writing = new ArrayList<>();
    Stream.concat(senders.stream(), setters.stream())
        .forEach(writer -> writing.add(threads.submit(writer)));
    return writing;
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
                    observer.log(CHAT).size() >= messages
                        && observer.log(SEEN).size() >= messages
                        && observer.log(FIRED).size() >= timers));
  }

  private void demandNoComplaints() {
    assertThat(observers.stream().flatMap(observer -> observer.complaints().stream()))
        .as("kill.seed=%d", seed)
        .isEmpty();
  }

  private void demandMessages(Victim victim, Map<String, Long> sent) {
    List<String> texts = new ArrayList<>();
    for (JsonNode event : observers.getFirst().log(CHAT)) {
      texts.add(event.at("/data/text").stringValue());
    }
    assertThat(texts).doesNotHaveDuplicates().hasSameSizeAs(sent.keySet());
    sent.forEach(
        (text, offset) -> assertThat(texts.get(Math.toIntExact(offset) - 1)).isEqualTo(text));
    for (Persistent sender : senders) {
      assertThat(List.copyOf(sender.acknowledged.values())).isSorted();
    }
    for (Observer observer : observers) {
      assertThat(observer.log(CHAT)).isEqualTo(observers.getFirst().log(CHAT));
    }
    assertThat(rows(victim)).isEqualTo(texts);
  }

  /** All rows of {@code chat_message}, oldest first, as {@code chat.history} reads them. */
  private static List<String> rows(Victim victim) {
    List<String> texts = new ArrayList<>();
    try (WireClient client = WireClient.connect(victim.port(), Victim.token("reader"))) {
      long before = Long.MAX_VALUE >> 11;
      while (before > 1) {
        JsonNode page =
            client.call(
                "chat.history",
                "{\"room\":\"lobby\",\"limit\":200,\"before\":%d}".formatted(before));
        List<JsonNode> messages = page.get("messages").valueStream().toList();
        for (JsonNode message : messages.reversed()) {
          texts.add(message.get("text").stringValue());
          long offset = message.get("offset").longValue();
          assertThat(before == Long.MAX_VALUE >> 11 || offset == before - 1).isTrue();
          before = offset;
        }
        if (messages.isEmpty()) {
          break;
        }
      }
    }
    return texts.reversed();
  }

  private void demandSeen(int messages) {
    for (Observer observer : observers) {
      assertThat(
              observer.log(SEEN).stream()
                  .map(event -> event.at("/data/offset").longValue())
                  .toList())
          .isEqualTo(LongStream.rangeClosed(1, messages).boxed().toList());
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
