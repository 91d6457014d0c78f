package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.sql.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Conversations as work: who gets which, and what becomes of them. */
@ParameterizedClass
@EnumSource(Database.class)
class DeskTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Parameter Database database = Database.SQLITE;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.on(database);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private WireClient staff(String id) {
    return WireClient.connect(server.port(), server.token(TestServer.HOTEL, id, Role.STAFF));
  }

  private WireClient agent(String id) {
    WireClient agent = staff(id);
    agent.call("desk.available", "{\"available\":true}");
    return agent;
  }

  private static String start(WireClient customer) {
    return customer.call("desk.start", "{\"text\":\"Hello?\"}").get("room").stringValue();
  }

  private static String room(String room) {
    return "{\"room\":\"%s\"}".formatted(room);
  }

  private static void say(WireClient client, String room, String text) {
    client.call("chat.send", "{\"room\":\"%s\",\"text\":\"%s\"}".formatted(room, text));
  }

  private static JsonNode show(WireClient staff, String room) {
    return staff.call("desk.conversation", room(room)).get("conversation");
  }

  private static String assignee(WireClient staff, String room) {
    return show(staff, room).at("/assignee/id").asString("");
  }

  private static List<String> queue(WireClient staff, String queue) {
    return staff
        .call("desk.conversations", "{\"queue\":\"%s\",\"limit\":200}".formatted(queue))
        .get("conversations")
        .valueStream()
        .map(found -> found.get("room").stringValue())
        .toList();
  }

  private static int load(WireClient staff, String agent) {
    return staff
        .call("desk.agents", "{}")
        .get("agents")
        .valueStream()
        .filter(found -> found.at("/person/id").stringValue().equals(agent))
        .mapToInt(found -> found.get("load").intValue())
        .findFirst()
        .orElse(-1);
  }

  @Test
  void aColleagueWhoWasInNoRoomYetIsMentioned() {
    WireClient kari = staff("kari");
    WireClient ola = agent("ola");
    ola.call("desk.available", "{\"available\":false}");
    ola.call("subscribe", "{\"channel\":\"user:ola\"}");
    String notes = start(server.connect("ann")) + "~notes";

    kari.call(
        "chat.send", "{\"room\":\"%s\",\"text\":\"@ola\",\"mentions\":[\"ola\"]}".formatted(notes));

    await()
        .atMost(PATIENCE)
        .until(() ->
            Received.events(ola.notices(), "user:ola").stream()
                .anyMatch(event -> event.get("type").stringValue().equals("mention")));
  }

  @Test
  void aConversationGoesToWhoIsAvailable() {
    staff("absent");
    WireClient kari = agent("kari");
    WireClient ann = server.connect("ann");

    String room = start(ann);

    assertThat(assignee(kari, room)).isEqualTo("kari");
    assertThat(queue(kari, "mine")).containsExactly(room);
    assertThat(ann.call("desk.mine", "{}").at("/conversations/0/assignee/name").stringValue())
        .isEqualTo("kari");
    JsonNode messages = ann.call("chat.history", room(room)).get("messages");
    assertThat(messages.valueStream().map(message -> message.get("text").stringValue()))
        .containsExactlyInAnyOrder("assigned", "Hello?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " Ann", "Ann ", "\\u0007", "A\\u0000n", "A\\u009bn"})
  void aNameIsSomethingToSee(String name) {
    WireClient ann = server.connect("ann");

    assertThatThrownBy(
            () -> ann.call("desk.start", "{\"text\":\"a\",\"name\":\"%s\"}".formatted(name)))
        .hasMessageStartingWith("invalid_params");
    assertThatThrownBy(() ->
            staff("kari")
                .call(
                    "chat.create",
                    "{\"kind\":\"group\",\"name\":\"%s\",\"members\":[]}".formatted(name)))
        .hasMessageStartingWith("invalid_params");
  }

  @Test
  void aGuestKeepsTheNameGivenAtTheBeginning() {
    WireClient kari = agent("kari");
    WireClient guest = server.connect("guest-1");
    String room =
        guest
            .call("desk.start", "{\"text\":\"Hello?\",\"name\":\"Anna Berg\"}")
            .get("room")
            .stringValue();

    say(guest, room, "Are you there?");

    JsonNode messages = kari.call("chat.history", room(room)).get("messages");
    assertThat(
            messages
                .valueStream()
                .filter(message -> message.get("kind").stringValue().equals("message"))
                .map(message -> message.at("/from/name").stringValue()))
        .containsExactly("Anna Berg", "Anna Berg");
    assertThat(messages.get(0).get("text").stringValue()).isEqualTo("Hello?");
  }

  @Test
  void whoTakesAConversationIsAnAgentFromThenOn() {
    WireClient kari = staff("kari");
    String room = start(server.connect("ann"));

    kari.call("desk.take", room(room));

    assertThat(assignee(kari, room)).isEqualTo("kari");
    assertThat(load(kari, "kari")).isOne();
  }

  @Test
  void theStaffHearOfEveryChange() {
    WireClient kari = agent("kari");
    kari.call("subscribe", "{\"channel\":\"desk:inbox\"}");
    WireClient ann = server.connect("ann");

    String room = start(ann);
    say(kari, room, "Good evening");
    kari.call("desk.resolve", room(room));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          JsonNode last = Received.events(kari.notices(), "desk:inbox").getLast().get("data");
          assertThat(last.get("status").stringValue()).isEqualTo("resolved");
          assertThat(last.at("/last/text").stringValue()).isEqualTo("Good evening");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z"})
  void aTimeThatNoClockShowsIsRefused(String at) {
    WireClient kari = staff("kari");

    assertThat(
            Rpc.code(
                kari,
                "desk.conversations",
                "queue",
                "all",
                "before",
                Map.of("at", at, "room", "a")))
        .isEqualTo("invalid_params");
  }

  @Test
  void takesTurnsOrTheLeastBusy() {
    WireClient kari = agent("kari");
    agent("ola");
    Map<String, Integer> given = new HashMap<>();
    for (int i = 0; i < 6; i++) {
      String room = start(server.connect("guest-" + i));
      given.merge(assignee(kari, room), 1, Integer::sum);
    }

    assertThat(given).isEqualTo(Map.of("kari", 3, "ola", 3));
  }

  @Test
  void theBacklogGoesToWhoComesFreeTheLongestWaitingFirst() {
    WireClient kari = agent("kari");
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      server.clock.advance(Duration.ofSeconds(20));
      rooms.add(start(server.connect("guest-" + i)));
    }
    assertThat(queue(kari, "unassigned")).containsExactly(rooms.get(6), rooms.get(5));

    kari.call("desk.resolve", room(rooms.get(2)));

    assertThat(assignee(kari, rooms.get(5))).isEqualTo("kari");
    assertThat(queue(kari, "unassigned")).containsExactly(rooms.get(6));
    assertThat(load(kari, "kari")).isEqualTo(5);
  }

  /** Hundreds arrive at once, and three people can take five each. */
  @Test
  void capacityIsNeverExceeded() throws Exception {
    WireClient kari = agent("kari");
    agent("ola");
    agent("per");
    int conversations = 300;
    List<Callable<String>> arriving = new ArrayList<>();
    for (int i = 0; i < conversations; i++) {
      String token = server.token(TestServer.HOTEL, "guest-" + i, Role.GUEST);
      arriving.add(() -> {
        var answer = server.call("desk.start", "{\"text\":\"Help\"}", token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return WireClient.JSON.readTree(answer.body()).get("room").stringValue();
      });
    }
    Map<String, Integer> given = new HashMap<>();
    try (var threads = Executors.newFixedThreadPool(20)) {
      for (var started : threads.invokeAll(arriving)) {
        server.clock.advance(Duration.ofMillis(50));
        given.merge(assignee(kari, started.get()), 1, Integer::sum);
      }
    }

    assertThat(given).isEqualTo(Map.of("kari", 5, "ola", 5, "per", 5, "", conversations - 15));
    for (String agent : List.of("kari", "ola", "per")) {
      assertThat(load(kari, agent)).isEqualTo(5);
    }
  }

  @Test
  void aCustomerWhoWritesOpensAConversationAgain() {
    WireClient kari = agent("kari");
    WireClient ann = server.connect("ann");
    String room = start(ann);
    kari.call("desk.resolve", room(room));
    assertThat(load(kari, "kari")).isZero();

    say(ann, room, "One more thing");

    JsonNode open = show(kari, room);
    assertThat(open.get("status").stringValue()).isEqualTo("open");
    assertThat(open.at("/assignee/id").stringValue()).isEqualTo("kari");
    assertThat(load(kari, "kari")).isOne();
  }

  @Test
  void aConversationThatOpensAgainDoesNotLieWithSomebodyAbsent() {
    WireClient kari = agent("kari");
    WireClient ann = server.connect("ann");
    String room = start(ann);
    kari.call("desk.resolve", room(room));
    kari.call("desk.available", "{\"available\":false}");
    agent("ola");

    say(ann, room, "One more thing");

    assertThat(assignee(kari, room)).isEqualTo("ola");
  }

  @Test
  void isHandedOverWithANoteThatTheCustomerNeverSees() {
    WireClient kari = agent("kari");
    WireClient ann = server.connect("ann");
    String room = start(ann);
    agent("ola");

    kari.call(
        "desk.assign",
        "{\"room\":\"%s\",\"to\":\"ola\",\"note\":\"She is a regular\"}".formatted(room));

    assertThat(assignee(kari, room)).isEqualTo("ola");
    assertThat(load(kari, "kari")).isZero();
    assertThat(load(kari, "ola")).isOne();
    assertThat(
            kari.call("chat.history", room(room + "~notes")).at("/messages/0/text").stringValue())
        .isEqualTo("She is a regular");
    assertThat(ann.call("chat.history", room(room)).toString()).doesNotContain("regular");
    for (String method : List.of("chat.history", "chat.open")) {
      assertThatThrownBy(() -> ann.call(method, room(room + "~notes")))
          .hasMessageStartingWith("not_found");
    }
  }

  @Test
  void nobodyIsGivenMoreThanTheirCapacityWithoutSayingSo() {
    WireClient kari = agent("kari");
    WireClient boss = server.connect(Role.MANAGER);
    boss.call("desk.agent", "{\"person\":\"kari\",\"capacity\":1,\"teams\":[],\"skills\":[]}");
    start(server.connect("ann"));
    String second = start(server.connect("bob"));

    assertThatThrownBy(() -> kari.call("desk.take", room(second)))
        .hasMessageStartingWith("limit_reached");
    kari.call("desk.assign", "{\"room\":\"%s\",\"to\":\"kari\",\"over\":true}".formatted(second));

    assertThat(load(kari, "kari")).isEqualTo(2);
  }

  @Test
  void whoAnswersFirstLooksAfterIt() {
    WireClient kari = agent("kari");
    kari.call("desk.available", "{\"available\":false}");
    String room = start(server.connect("ann"));
    assertThat(assignee(kari, room)).isEmpty();

    say(kari, room, "Good evening");

    assertThat(assignee(kari, room)).isEqualTo("kari");
    assertThat(show(kari, room).has("waitingSince")).isFalse();
  }

  @Test
  void aSnoozeEndsAtItsTime() {
    WireClient kari = agent("kari");
    String room = start(server.connect("ann"));

    kari.call(
        "desk.snooze",
        "{\"room\":\"%s\",\"until\":\"%s\"}".formatted(room, server.now().plusSeconds(20)));

    assertThat(queue(kari, "snoozed")).containsExactly(room);
    assertThat(load(kari, "kari")).isZero();
    server.clock.advance(Duration.ofSeconds(21));
    await().atMost(PATIENCE).until(() -> queue(kari, "mine").contains(room));
    assertThat(load(kari, "kari")).isOne();
  }

  @Test
  void isRatedByItsCustomerOnceItIsResolved() {
    WireClient kari = agent("kari");
    WireClient ann = server.connect("ann");
    String room = start(ann);
    String rating = "{\"room\":\"%s\",\"stars\":5,\"remark\":\"Thanks\"}".formatted(room);
    assertThatThrownBy(() -> ann.call("desk.rate", rating)).hasMessageStartingWith("conflict");
    kari.call("desk.resolve", room(room));
    assertThatThrownBy(() -> server.connect("bob").call("desk.rate", rating))
        .hasMessageStartingWith("not_found");

    ann.call("desk.rate", rating);

    assertThat(show(kari, room).get("stars").intValue()).isEqualTo(5);
    assertThat(show(kari, room).get("remark").stringValue()).isEqualTo("Thanks");
  }

  @Test
  void aCustomerHasFewConversationsAtATime() {
    WireClient ann = server.connect("ann");
    for (int i = 0; i < 5; i++) {
      start(ann);
    }

    server.clock.advance(Duration.ofSeconds(15));
    assertThatThrownBy(() -> start(ann)).hasMessageStartingWith("limit_reached");
  }

  /** Whatever happens in whatever order, an agent's load is what a recount gives. */
  @Test
  void loadsEqualARecount() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<WireClient> agents = List.of(agent("kari"), agent("ola"), agent("per"));
    List<String> ids = List.of("kari", "ola", "per");
    List<String> rooms = new ArrayList<>();
    List<WireClient> customers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      customers.add(server.connect("guest-" + i));
      rooms.add(start(customers.get(i)));
    }

    for (int step = 0; step < 150; step++) {
      // In all less than the silence that ends a line.
      server.clock.advance(Duration.ofMillis(200));
      int which = random.nextInt(rooms.size());
      String room = rooms.get(which);
      WireClient agent = agents.get(random.nextInt(agents.size()));
      String other = ids.get(random.nextInt(ids.size()));
      try {
        switch (random.nextInt(8)) {
          case 0 -> agent.call("desk.take", room(room));
          case 1 -> agent.call("desk.resolve", room(room));
          case 2 -> agent.call("desk.reopen", room(room));
          case 3 -> say(customers.get(which), room, "step " + step);
          case 4 -> say(agent, room, "answer " + step);
          case 5 ->
              agent.call("desk.assign", "{\"room\":\"%s\",\"to\":\"%s\"}".formatted(room, other));
          case 6 ->
              agent.call("desk.available", "{\"available\":%b}".formatted(random.nextBoolean()));
          default ->
              agent.call(
                  "desk.snooze",
                  "{\"room\":\"%s\",\"until\":\"%s\"}"
                      .formatted(room, server.now().plusMillis(500)));
        }
      } catch (RpcFailure e) {
        assertThat(e.code).as("seed %d, step %d", seed, step).isIn("conflict", "limit_reached");
      }
    }

    for (int i = 0; i < ids.size(); i++) {
      assertThat(load(agents.getFirst(), ids.get(i)))
          .as("seed %d, agent %s", seed, ids.get(i))
          .isEqualTo(queue(agents.get(i), "mine").size())
          .isLessThanOrEqualTo(5);
    }
  }
}
