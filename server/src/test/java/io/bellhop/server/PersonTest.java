package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.sql.Database;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** People have their data, have it erased, and take it along when they sign in. */
@ParameterizedClass
@EnumSource(Database.class)
class PersonTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String ID = "cust-7705";
  private static final String NAME = "Wilhelmina Fairweather";
  private static final String[] PERSONAL = {
    "Fairweather", "wil@example", "passport", "grandmother", "lactose", "scan-77.pdf", "wonderful"
  };

  @Parameter Database database = Database.SQLITE;
  private TestServer server;
  private String customer = "";
  private String kari = "";
  private String manager = "";

  @BeforeEach
  void start() {
    server = TestServer.on(database);
    customer = customer();
    kari = server.token(TestServer.HOTEL, "kari", Role.STAFF);
    manager = server.token(Role.MANAGER);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String customer() {
    return TokenMint.signed(
        TokenMint.claims(TestServer.HOTEL, ID, Role.CUSTOMER, server.now().plusSeconds(3_600))
            .claim("name", NAME),
        TokenMint.secret(TestServer.HOTEL));
  }

  private JsonNode call(String token, String method, String params) {
    HttpResponse<String> response = server.call(method, params, token);
    assertThat(response.statusCode()).as(method + " " + response.body()).isEqualTo(200);
    return WireClient.JSON.readTree(response.body());
  }

  private String refusal(String token, String method, String params) {
    return WireClient.JSON
        .readTree(server.call(method, params, token).body())
        .get("code")
        .stringValue();
  }

  private long say(String token, String room, String text) {
    return call(token, "chat.send", "{\"room\":\"%s\",\"text\":\"%s\"}".formatted(room, text))
        .get("offset")
        .longValue();
  }

  private void sayTo(String token, String room, String text, long replyTo, String mention) {
    call(
        token,
        "chat.send",
        "{\"room\":\"%s\",\"text\":\"%s\",\"replyTo\":%d,\"mentions\":[\"%s\"]}"
            .formatted(room, text, replyTo, mention));
  }

  private void react(String token, String room, long message) {
    call(
        token,
        "chat.react",
        "{\"room\":\"%s\",\"message\":%d,\"emoji\":\"👍\",\"on\":true}".formatted(room, message));
  }

  private void edit(String token, String room, long message, String text) {
    call(
        token,
        "chat.edit",
        "{\"room\":\"%s\",\"message\":%d,\"text\":\"%s\"}".formatted(room, message, text));
  }

  private static String room(String room) {
    return "{\"room\":\"%s\"}".formatted(room);
  }

  private static String person(String id) {
    return "{\"person\":\"%s\"}".formatted(id);
  }

  private List<String> dump(String... words) {
    return DatabaseDump.linesWith(server.bellhop().ledger(), words);
  }

  private int found(String text) {
    return call(kari, "chat.search", "{\"text\":\"%s\"}".formatted(text)).get("hits").size();
  }

  /** A conversation in which everything has happened that can leave something. */
  private String conversation() {
    call(kari, "desk.available", "{\"available\":true}");
    String room =
        call(
                customer,
                "desk.start",
                """
                {"text":"My passport is lost","email":"wil@example.com","clientId":"c-1",
                 "answers":[{"question":"Diet","answer":"lactose"}]}\
                """)
            .get("room")
            .stringValue();
    long first = say(kari, room, "Which passport?");
    sayTo(customer, room, "That of my grandmother", first, "kari");
    long edited = say(customer, room, "She is called Fairweather too");
    edit(customer, room, edited, "She is called Fairweather as well");
    react(kari, room, edited);
    sayTo(kari, room, "Dear grandmother", edited, ID);
    call(
        kari,
        "desk.assign",
        "{\"room\":\"%s\",\"to\":\"kari\",\"note\":\"lactose\"}".formatted(room));
    String file =
        new FileClient(server, TestServer.HOTEL, ID, Role.CUSTOMER)
            .upload("scan-77.pdf", "text/plain", "hello".getBytes(StandardCharsets.UTF_8))
            .get("file")
            .stringValue();
    call(
        customer,
        "chat.send",
        "{\"room\":\"%s\",\"text\":\"\",\"files\":[\"%s\"]}"
            .formatted(room, file)
            .replace("\"text\":\"\",", ""));
    call(kari, "desk.resolve", room(room));
    call(
        customer,
        "desk.rate",
        "{\"room\":\"%s\",\"stars\":5,\"remark\":\"wonderful\"}".formatted(room));
    return room;
  }

  /** As much in a room that is everybody's. */
  private void visitLobby() {
    long theirs = say(customer, "lobby", "My grandmother says hello");
    long own = say(kari, "lobby", "Hello");
    sayTo(kari, "lobby", "Nice", theirs, ID);
    sayTo(customer, "lobby", "A passport, please", own, "kari");
    react(customer, "lobby", own);
    react(kari, "lobby", theirs);
    long deleted = say(customer, "lobby", "Fairweather is my name");
    call(kari, "chat.receipt", "{\"room\":\"lobby\",\"read\":%d}".formatted(deleted));
    call(customer, "chat.receipt", "{\"room\":\"lobby\",\"read\":%d}".formatted(deleted));
    call(customer, "chat.delete", "{\"room\":\"lobby\",\"message\":%d}".formatted(deleted));
    call(
        customer,
        "seal.register",
        "{\"device\":\"device-77\",\"name\":\"Fairweather's phone\",\"publicKey\":\"B%s\"}"
            .formatted("A".repeat(86)));
    call(customer, "presence.choose", "{\"text\":\"with grandmother\"}");
  }

  private String group() {
    String group =
        call(
                kari,
                "chat.create",
                "{\"kind\":\"group\",\"name\":\"Wedding\",\"members\":[\"%s\"]}".formatted(ID))
            .get("room")
            .stringValue();
    edit(customer, group, say(customer, group, "lactose"), "no lactose");
    call(customer, "chat.leave", room(group));
    return group;
  }

  @Test
  void exportsWhatEveryFeatureHas() {
    String room = conversation();
    visitLobby();

    JsonNode exported = call(manager, "person.export", person(ID));

    assertThat(exported.get("person").stringValue()).isEqualTo(ID);
    assertThat(exported.get("data").propertyNames())
        .containsExactlyInAnyOrder(
            "account", "chat", "conversations", "devices", "files", "presence");
    assertThat(exported.at("/data/conversations/conversations/0/email").stringValue())
        .isEqualTo("wil@example.com");
    assertThat(exported.at("/data/conversations/conversations/0/remark").stringValue())
        .isEqualTo("wonderful");
    String chat = exported.at("/data/chat").toString();
    assertThat(chat)
        .contains(room, "lobby", "My passport is lost", "Fairweather as well", "scan-77");
    assertThat(chat).doesNotContain("Which passport?").contains("\"complete\":true");
    assertThat(exported.at("/data/files").toString()).contains("scan-77.pdf");
    assertThat(exported.at("/data/devices").toString()).contains("Fairweather's phone");
    assertThat(exported.at("/data/presence").toString()).contains("with grandmother");
  }

  @Test
  void exportsWhatTheDeskKnowsOfAnAgent() {
    call(kari, "desk.available", "{\"available\":true}");
    call(
        manager,
        "desk.agent",
        "{\"person\":\"kari\",\"capacity\":7,\"teams\":[],\"skills\":[\"italian\"]}");

    JsonNode agent = call(manager, "person.export", person("kari")).at("/data/conversations/agent");

    assertThat(agent.at("/person/name").stringValue()).isEqualTo("kari");
    assertThat(agent.get("capacity").intValue()).isEqualTo(7);
    assertThat(agent.get("skills").toString()).isEqualTo("[\"italian\"]");
  }

  @Test
  void anErasedPersonIsNowhere() {
    String room = conversation();
    visitLobby();
    group();
    await().atMost(PATIENCE).until(() -> found("grandmother") >= 3);
    assertThat(PERSONAL).allSatisfy(word -> assertThat(dump(word)).isNotEmpty());

    call(manager, "person.erase", person(ID));

    assertThat(dump(PERSONAL)).isEmpty();
    assertThat(dump(ID))
        .allMatch(line ->
            line.startsWith("revocation:")
                || line.contains("type=revoked")
                || line.startsWith("channel:"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(found("grandmother") + found("passport")).isZero());
    JsonNode lobby = call(kari, "chat.history", room("lobby")).get("messages");
    assertThat(lobby.at("/0/deleted").booleanValue()).isTrue();
    assertThat(lobby.at("/0/from").toString())
        .isEqualTo("{\"id\":\"\",\"role\":\"customer\",\"name\":\"\"}");
    assertThat(lobby.at("/1/text").stringValue()).isEqualTo("Hello");
    assertThat(lobby.at("/1/reactions")).isEmpty();
    assertThat(lobby.at("/2/mentions")).isEmpty();
    assertThat(call(kari, "chat.history", room(room)).get("messages")).isEmpty();
    assertThat(call(kari, "desk.conversation", room(room)).at("/conversation/stars").intValue())
        .isEqualTo(5);
    assertThat(refusal(customer, "chat.rooms", "{}")).isEqualTo("unauthenticated");
  }

  /** That their line has ended is known a moment later, and that they left after a grace. */
  @Test
  void whoIsErasedWhileConnectedIsNotWrittenDownAsTheyLeave() throws Exception {
    String other = guest("g-1");
    WireClient there = WireClient.connect(server.port(), customer);
    WireClient stays = WireClient.connect(server.port(), other);
    there.call("presence.choose", "{\"text\":\"with grandmother\"}");

    call(manager, "person.erase", person(ID));

    there.closed().get(10, TimeUnit.SECONDS);
    await()
        .atMost(PATIENCE)
        .until(() -> {
          server.clock.advance(Duration.ofSeconds(6));
          return call(kari, "presence.of", "{\"people\":[\"%s\"]}".formatted(ID))
              .at("/people/0/status")
              .stringValue()
              .equals("offline");
        });
    stays.close();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          server.clock.advance(Duration.ofSeconds(6));
          assertThat(dump("g-1")).anyMatch(line -> line.startsWith("presence_person:"));
        });
    assertThat(dump(PERSONAL)).isEmpty();
    assertThat(dump(ID)).noneMatch(line -> line.startsWith("presence_person:"));
  }

  @Test
  void erasingAgainOrAStrangerDoesNothing() {
    conversation();
    call(manager, "person.erase", person(ID));
    int lines = dump("").size();

    call(manager, "person.erase", person(ID));
    call(manager, "person.erase", person("stranger"));

    assertThat(dump(PERSONAL)).isEmpty();
    assertThat(dump("").size() - lines).as("revocations and their events").isLessThan(10);
  }

  @Test
  void anOpenConversationEndsAndTheAgentIsFree() {
    call(kari, "desk.available", "{\"available\":true}");
    String room = call(customer, "desk.start", "{\"text\":\"passport\"}").get("room").stringValue();
    assertThat(call(kari, "desk.me", "{}").toString()).contains("\"load\":1");

    call(manager, "person.erase", person(ID));

    assertThat(call(kari, "desk.me", "{}").toString()).contains("\"load\":0");
    assertThat(call(kari, "desk.conversation", room(room)).at("/conversation/status").stringValue())
        .isEqualTo("resolved");
    assertThat(dump(PERSONAL)).isEmpty();
  }

  @Test
  void longHistoriesAreErasedWhileOthersWrite() throws Exception {
    String room = call(customer, "desk.start", "{\"text\":\"passport\"}").get("room").stringValue();
    String group = group();
    call(kari, "chat.invite", "{\"room\":\"%s\",\"person\":\"%s\"}".formatted(group, ID));
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Long>> said = new ArrayList<>();
      for (int i = 0; i < 450; i++) {
        said.add(() -> saySlowly(room));
        said.add(() -> saySlowly(group));
      }
      for (Future<Long> one : clients.invokeAll(said)) {
        one.get();
      }
      Future<?> erasing = clients.submit(() -> call(manager, "person.erase", person(ID)));
      int written = 0;
      while (!erasing.isDone()) {
        say(server.token(TestServer.HOTEL, "w" + written, Role.STAFF), "lobby", "still here");
        written++;
      }
      erasing.get();

      assertThat(written).isGreaterThan(3);
    }
    assertThat(dump(PERSONAL)).isEmpty();
  }

  /** Each by a session of its own, as one is limited. */
  private long saySlowly(String room) {
    while (true) {
      HttpResponse<String> answer =
          server.call(
              "chat.send", "{\"room\":\"%s\",\"text\":\"grandmother\"}".formatted(room), customer);
      if (answer.statusCode() == 200) {
        return 1;
      }
      server.clock.advance(Duration.ofMillis(50));
    }
  }

  @Test
  void whoRecoversAnErasedConversationBeginsAnew() {
    String room = conversation();
    WireClient watching = WireClient.connect(server.port(), kari);
    JsonNode before = watching.call("subscribe", "{\"channel\":\"chat:%s\"}".formatted(room));
    String since =
        "{\"channel\":\"chat:%s\",\"since\":{\"epoch\":\"%s\",\"offset\":1}}"
            .formatted(room, before.get("epoch").stringValue());

    call(manager, "person.erase", person(ID));

    await()
        .atMost(PATIENCE)
        .until(() ->
            Received.events(watching.notices(), "chat:" + room).stream()
                .anyMatch(event -> event.get("type").stringValue().equals("erased")));
    JsonNode again = WireClient.connect(server.port(), kari).call("subscribe", since);
    assertThat(again.get("recovered").booleanValue()).isFalse();
  }

  @Test
  void anAgentIsErasedWithWhatTheySaid() {
    call(kari, "desk.available", "{\"available\":true}");
    String ola =
        TokenMint.signed(
            TokenMint.claims(TestServer.HOTEL, "ola", Role.STAFF, server.now().plusSeconds(3_600))
                .claim("name", "Ola Underhill"),
            TokenMint.secret(TestServer.HOTEL));
    call(ola, "desk.available", "{\"available\":true}");
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      rooms.add(call(customer, "desk.start", "{\"text\":\"Hi\"}").get("room").stringValue());
    }
    for (String room : rooms) {
      say(ola, room, "Underhill speaking");
      call(
          ola,
          "desk.assign",
          "{\"room\":\"%s\",\"to\":\"ola\",\"note\":\"for Underhill\",\"over\":true}"
              .formatted(room));
    }
    assertThat(dump("Underhill")).isNotEmpty();

    call(manager, "person.erase", person("ola"));

    assertThat(dump("Underhill")).isEmpty();
    for (String room : rooms) {
      JsonNode shown = call(kari, "desk.conversation", room(room)).get("conversation");
      assertThat(shown.at("/assignee/id").asString("")).isEqualTo("kari");
      assertThat(shown.at("/last/text").asString("")).isEmpty();
    }
  }

  @Test
  void aPreviewFollowsEditsAndDeletions() {
    JsonNode started = call(customer, "desk.start", "{\"text\":\"one\"}");
    String room = started.get("room").stringValue();
    long second = say(customer, room, "two");

    edit(customer, room, second, "three");
    assertThat(preview(room)).isEqualTo("three");

    call(customer, "chat.delete", "{\"room\":\"%s\",\"message\":%d}".formatted(room, second));
    assertThat(preview(room)).isEmpty();

    say(customer, room, "four");
    call(kari, "desk.resolve", room(room));
    edit(customer, room, started.get("offset").longValue(), "not the newest");
    assertThat(preview(room)).isEqualTo("four");
  }

  private String preview(String room) {
    return call(kari, "desk.conversation", room(room)).at("/conversation/last/text").stringValue();
  }

  // ---- adopting

  private String guest(String id) {
    return server.token(TestServer.HOTEL, id, Role.GUEST);
  }

  private static String adopt(String token) {
    return "{\"guestToken\":\"%s\"}".formatted(token);
  }

  @Test
  void aGuestWhoSignsInKeepsTheConversations() {
    String guest = guest("g-1");
    String room = call(guest, "desk.start", "{\"text\":\"Hello?\"}").get("room").stringValue();
    long answer = say(kari, room, "Good evening");
    call(guest, "chat.receipt", "{\"room\":\"%s\",\"read\":%d}".formatted(room, answer));
    react(guest, room, answer);
    sayTo(kari, room, "Are you there?", answer, "g-1");
    WireClient there = WireClient.connect(server.port(), guest);
    there.call("subscribe", "{\"channel\":\"chat:%s\"}".formatted(room));
    WireClient here = WireClient.connect(server.port(), customer);
    here.call("subscribe", "{\"channel\":\"user:%s\"}".formatted(ID));

    call(customer, "person.adopt", adopt(guest));

    assertThat(call(customer, "desk.mine", "{}").at("/conversations/0/room").stringValue())
        .isEqualTo(room);
    JsonNode open = call(customer, "chat.open", room(room));
    assertThat(open.at("/room/read").longValue()).isEqualTo(answer);
    assertThat(open.at("/room/unread").intValue()).isEqualTo(1);
    assertThat(open.at("/room/mentions").intValue()).isEqualTo(1);
    JsonNode messages = open.get("messages");
    assertThat(messages.toString()).doesNotContain("g-1");
    assertThat(messages.at("/0/from/name").stringValue()).isEqualTo(NAME);
    assertThat(messages.at("/1/reactions/0/mine").booleanValue()).isTrue();
    assertThat(
            call(kari, "desk.conversation", room(room))
                .at("/conversation/customer/id")
                .stringValue())
        .isEqualTo(ID);
    assertThat(call(guest, "desk.mine", "{}").get("conversations")).isEmpty();
    assertThat(refusal(guest, "chat.history", room(room))).isEqualTo("not_found");
    assertThat(refusal(guest, "chat.send", "{\"room\":\"%s\",\"text\":\"a\"}".formatted(room)))
        .isEqualTo("not_found");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(Received.events(here.notices(), "user:" + ID).toString())
                .contains("\"on\":true"));
    say(kari, room, "Only for the customer");
    edit(customer, room, messages.at("/0/offset").longValue(), "Mine to change");
    await()
        .during(Duration.ofMillis(300))
        .atMost(PATIENCE)
        .until(() ->
            !Received.events(there.notices(), "chat:" + room).toString().contains("Only for"));
  }

  @Test
  void adoptingTwiceIsAsOnce() {
    String guest = guest("g-1");
    String room = call(guest, "desk.start", "{\"text\":\"Hello?\"}").get("room").stringValue();
    call(customer, "person.adopt", adopt(guest));
    String before = call(customer, "chat.history", room(room)).toString();

    call(customer, "person.adopt", adopt(guest));

    assertThat(call(customer, "chat.history", room(room)).toString()).isEqualTo(before);
  }

  @Test
  void ofTwoCustomersOneGetsAll() throws Exception {
    String guest = guest("g-1");
    for (int i = 0; i < 4; i++) {
      call(guest, "desk.start", "{\"text\":\"Hello?\"}");
    }
    List<String> rivals =
        List.of(
            server.token(TestServer.HOTEL, "rival-1", Role.CUSTOMER),
            server.token(TestServer.HOTEL, "rival-2", Role.CUSTOMER));

    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<JsonNode>> both =
          List.of(
              () -> call(rivals.get(0), "person.adopt", adopt(guest)),
              () -> call(rivals.get(1), "person.adopt", adopt(guest)));
      for (Future<JsonNode> one : clients.invokeAll(both)) {
        one.get();
      }
    }

    List<Integer> had =
        rivals.stream().map(r -> call(r, "desk.mine", "{}").get("conversations").size()).toList();
    List<Integer> rooms =
        rivals.stream()
            .map(r -> call(r, "chat.rooms", "{\"kind\":\"conversation\"}").get("rooms").size())
            .toList();
    assertThat(had).containsExactlyInAnyOrder(0, 4).isEqualTo(rooms);
  }

  @Test
  void onlyAGuestOfTheSameSiteCanBeAdopted() {
    String foreign = server.token(TestServer.SALON, "g-1", Role.GUEST);
    String other = server.token(TestServer.HOTEL, "someone", Role.CUSTOMER);
    String late = guest("g-2");
    server.clock.advance(Duration.ofHours(2));
    customer = customer();

    for (String token : List.of(foreign, other, late, "nonsense", customer)) {
      assertThat(refusal(customer, "person.adopt", adopt(token))).isEqualTo("invalid_params");
      server.clock.advance(Duration.ofMinutes(1));
    }
  }

  @Test
  void whatWasAdoptedIsErasedToo() {
    String guest = guest("g-1");
    call(
        guest,
        "desk.start",
        "{\"text\":\"passport\",\"name\":\"Fairweather\",\"email\":\"wil@example.com\"}");
    call(customer, "person.adopt", adopt(guest));

    call(manager, "person.erase", person(ID));

    assertThat(dump(PERSONAL)).isEmpty();
  }

  @Test
  void whatSomebodyLeftAsAGuestIsExportedAndErasedToo() throws Exception {
    String guest = guest("guest-77");
    WireClient there = WireClient.connect(server.port(), guest);
    there.call("presence.choose", "{\"text\":\"with grandmother\"}");
    say(guest, "lobby", "My passport is lost");
    call(customer, "person.adopt", adopt(guest));
    say(guest, "lobby", "Lactose, too");

    JsonNode before = call(manager, "person.export", person(ID)).at("/before/0");
    assertThat(before.get("guest").stringValue()).isEqualTo("guest-77");
    assertThat(before.at("/data/chat").toString()).contains("My passport is lost", "Lactose");

    call(manager, "person.erase", person(ID));

    there.closed().get(10, TimeUnit.SECONDS);
    assertThat(dump(PERSONAL)).isEmpty();
    assertThat(dump("guest-77"))
        .allMatch(line ->
            line.startsWith("revocation:")
                || line.contains("type=revoked")
                || line.startsWith("channel:"));
    assertThat(call(manager, "person.export", person(ID)).get("before")).isEmpty();
  }
}
