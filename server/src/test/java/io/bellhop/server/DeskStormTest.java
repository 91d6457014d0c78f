package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Role;
import io.bellhop.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A thousand customers arrive at once, and three people can take five each at a time. */
@ParameterizedClass
@EnumSource(Database.class)
class DeskStormTest {
  private static final int CONVERSATIONS = 1_000;
  private static final int CAPACITY = 5;
  private static final List<String> AGENTS = List.of("kari", "ola", "per");

  @Parameter Database database = Database.SQLITE;
  private TestServer server;

  @BeforeEach
  void start() {
    Map<String, String> fast =
        Map.of(
            "BELLHOP_SITES_HOTEL_DESK_PER_MINUTE", "1000",
            "BELLHOP_LIMITS_MESSAGES_PER_SECOND", "100000",
            "BELLHOP_LIMITS_MESSAGE_BURST", "100000");
    server = TestServer.on(database, fast);
    AGENTS.forEach(agent -> ask(agent, "desk.available", "{\"available\":true}"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode ask(String agent, String method, String params) {
    return ask(agent, Role.STAFF, method, params);
  }

  private JsonNode ask(String id, Role role, String method, String params) {
    var answer = server.call(method, params, server.token(TestServer.HOTEL, id, role));
    assertThat(answer.statusCode()).as("%s: %s", method, answer.body()).isEqualTo(200);
    return WireClient.JSON.readTree(answer.body());
  }

  @Test
  void eachIsAssignedOnceInTheOrderOfArrivalAndNobodyIsGivenTooMany() throws Exception {
    try (var threads = Executors.newFixedThreadPool(20)) {
      Set<String> rooms = arrive(threads);
      assertThat(rooms).hasSize(CONVERSATIONS);
      assertThat(ask("kari", "desk.counts", "{}").get("unassigned").intValue())
          .isEqualTo(CONVERSATIONS - AGENTS.size() * CAPACITY);
      List<String> backlog = backlog();

      resolveAll(threads);

      List<String> given = replay();
      assertThat(given).doesNotHaveDuplicates().hasSize(CONVERSATIONS).containsAll(rooms);
      assertThat(given.subList(given.size() - backlog.size(), given.size())).isEqualTo(backlog);
    }
    assertThat(ask("kari", "desk.counts", "{}").get("resolved").intValue())
        .isEqualTo(CONVERSATIONS);
  }

  private Set<String> arrive(ExecutorService threads) throws Exception {
    List<Callable<String>> arriving = new ArrayList<>();
    for (int i = 0; i < CONVERSATIONS; i++) {
      String guest = "guest-" + i;
      arriving.add(() -> {
        server.clock.advance(Duration.ofMillis(20));
        return ask(guest, Role.GUEST, "desk.start", "{\"text\":\"Help\"}")
            .get("room")
            .stringValue();
      });
    }
    Set<String> rooms = new HashSet<>();
    for (Future<String> started : threads.invokeAll(arriving)) {
      rooms.add(started.get());
    }
    return rooms;
  }

  /** Those that wait, in the order in which they came. */
  private List<String> backlog() {
    return events().stream()
        .collect(
            LinkedHashMap<String, JsonNode>::new, (all, one) -> all.put(id(one), one), Map::putAll)
        .values()
        .stream()
        .filter(one -> !one.has("assignee"))
        .sorted(
            Comparator.comparing(
                    (JsonNode one) -> Instant.parse(one.get("waitingSince").stringValue()))
                .thenComparing(DeskStormTest::id))
        .map(DeskStormTest::id)
        .toList();
  }

  /** All at once, each agent their own, until nothing is left. */
  private void resolveAll(ExecutorService threads) throws Exception {
    List<Callable<Integer>> work = AGENTS.stream().map(this::resolving).toList();
    int resolved = 0;
    for (Future<Integer> done : threads.invokeAll(work)) {
      resolved += done.get();
    }
    assertThat(resolved).isEqualTo(CONVERSATIONS);
  }

  private Callable<Integer> resolving(String agent) {
    return () -> {
      int resolved = 0;
      List<String> mine = mine(agent);
      while (!mine.isEmpty()) {
        assertThat(mine).hasSizeLessThanOrEqualTo(CAPACITY);
        mine.forEach(room -> {
          server.clock.advance(Duration.ofMillis(20));
          ask(agent, "desk.resolve", "{\"room\":\"%s\"}".formatted(room));
        });
        resolved += mine.size();
        mine = mine(agent);
      }
      return resolved;
    };
  }

  private List<String> mine(String agent) {
    return ask(agent, "desk.conversations", "{\"queue\":\"mine\"}")
        .get("conversations")
        .valueStream()
        .map(DeskStormTest::id)
        .toList();
  }

  /** Goes through all that happened; the rooms in the order in which they were given away. */
  private List<String> replay() {
    Map<String, String> holders = new HashMap<>();
    List<String> given = new ArrayList<>();
    for (JsonNode one : events()) {
      String agent = one.at("/assignee/id").asString("");
      boolean open = one.get("status").stringValue().equals("open");
      if (open && !agent.isEmpty() && holders.put(id(one), agent) == null) {
        given.add(id(one));
      } else if (!open) {
        holders.remove(id(one));
      }
      for (String each : AGENTS) {
        assertThat(holders.values().stream().filter(each::equals).count())
            .as("%s at %s", each, one)
            .isLessThanOrEqualTo(CAPACITY);
      }
    }
    return given;
  }

  private List<JsonNode> events() {
    Channel inbox = new Channel(TestServer.HOTEL, "desk:inbox");
    List<JsonNode> all = new ArrayList<>();
    List<Event> page = page(inbox, 0);
    while (!page.isEmpty()) {
      page.stream()
          .filter(event -> event.type().equals("conversation"))
          .map(event -> WireClient.JSON.readTree(event.data().text()))
          .forEach(all::add);
      page = page(inbox, page.getLast().offset());
    }
    return all;
  }

  private List<Event> page(Channel channel, long after) {
    return Objects.requireNonNull(server.bellhop().ledger().read(channel, after, 500));
  }

  private static String id(JsonNode conversation) {
    return conversation.get("room").stringValue();
  }
}
