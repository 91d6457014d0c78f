package io.bellhop.server;

import static io.bellhop.server.Crowd.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Role;
import io.bellhop.server.Persistent.Request;
import io.bellhop.sql.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
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
  private static final Crowd.Size SIZE = new Crowd.Size(20, 5, 4);
  private static final int READERS = 5;

  private final Duration time = Duration.ofSeconds(Integer.getInteger("kill.seconds", 60));
  private final long seed = Long.getLong("kill.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<Persistent> readers = new ArrayList<>();

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatWasAcknowledgedIsThereOnceAndInOneOrder(Database database) throws Exception {
    System.out.printf("kill.seed=%d on %s%n", seed, database);
    try (Victim victim = new Victim(database, folder);
        Crowd crowd = new Crowd("", victim::port, seed, SIZE)) {
      for (int i = 0; i < READERS; i++) {
        readers.add(reader(victim, "reader-" + i, crowd));
      }
      DeskCrowd desk = new DeskCrowd(victim::port, crowd.enough());
      crowd.write(Stream.concat(readers.stream(), desk.people().stream()));
      int kills = killForAWhile(victim);
      crowd.settle();
      System.out.printf("%s: %d kills, %s%n", database, kills, crowd.figures());

      crowd.demandAll();
      demandCounters(victim, crowd);
      desk.demandCounts(seed);
    }
  }

  /** Reads, and gives emoji to the newest message or takes them back. */
  private static Persistent reader(Victim victim, String id, Crowd crowd) {
    AtomicLong before = new AtomicLong();
    return new Persistent(
        victim::port,
        id,
        Role.CUSTOMER,
        n -> {
          if (n % 2 == 0) {
            before.set(crowd.newest());
            return Request.of("chat.receipt", "room", ROOM, "read", before.get());
          }
          long message = before.get();
          return message == 0
              ? Request.of("chat.receipt", "room", ROOM, "read", 0)
              : Request.of(
                  "chat.react", "room", ROOM, "message", message, "emoji", "👍", "on", n % 3 > 0);
        },
        answer -> -1,
        crowd.enough());
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

  /** All that is counted, beside what there is. */
  private void demandCounters(Victim victim, Crowd crowd) {
    Map<Long, Map<String, Set<String>>> given = given(crowd.told());
    for (Persistent reader : readers) {
      try (WireClient client =
          WireClient.connect(victim.port(), Victim.token(reader.id(), Role.CUSTOMER))) {
        List<JsonNode> messages = ChatCountersTest.messages(client, ROOM);
        assertThat(messages.stream().map(m -> m.get("text").stringValue())).isEqualTo(crowd.said());
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
  private static Map<Long, Map<String, Set<String>>> given(List<JsonNode> told) {
    Map<Long, Map<String, Set<String>>> given = new HashMap<>();
    for (JsonNode event : told) {
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
}
