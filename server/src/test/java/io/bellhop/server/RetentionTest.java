package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.sql.Database;
import io.bellhop.sql.Janitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What a site keeps for a year only. */
@ParameterizedClass
@EnumSource(Database.class)
class RetentionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration YEAR = Duration.ofDays(365);

  @Parameter Database database = Database.SQLITE;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.on(database, Map.of("BELLHOP_SITES_HOTEL_CHAT_RETENTION", "365d"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode call(String person, Role role, String method, String params) {
    HttpResponse<String> response =
        server.call(method, params, server.token(TestServer.HOTEL, person, role));
    assertThat(response.statusCode()).as(method + " " + response.body()).isEqualTo(200);
    return WireClient.JSON.readTree(response.body());
  }

  private JsonNode ann(String method, String params) {
    return call("ann", Role.CUSTOMER, method, params);
  }

  private JsonNode kari(String method, String params) {
    return call("kari", Role.STAFF, method, params);
  }

  private static String room(String room) {
    return "{\"room\":\"%s\"}".formatted(room);
  }

  private static String text(String room, String text) {
    return "{\"room\":\"%s\",\"text\":\"%s\"}".formatted(room, text);
  }

  private List<String> dump(String word) {
    return DatabaseDump.linesWith(server.bellhop().ledger(), word);
  }

  /** What the server does of itself within minutes; what is old was searchable long before. */
  private void expire() {
    var ledger = server.bellhop().ledger();
    DatabaseDump.awaitSearchable(ledger);
    server.bellhop().features().expire();
    Janitor janitor = new Janitor(ledger, server.bellhop()::retention, server.clock);
    await().atMost(PATIENCE).until(() -> janitor.tick(server.now()) == 0);
  }

  @Test
  void oldMessagesGoWithTheirFilesAndEvents() {
    String file =
        new FileClient(server, TestServer.HOTEL, "ann", Role.CUSTOMER)
            .upload("ancient.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8))
            .get("file")
            .stringValue();
    ann(
        "chat.send",
        "{\"room\":\"lobby\",\"text\":\"ancient\",\"files\":[\"%s\"]}".formatted(file));
    long quoted = ann("chat.send", text("lobby", "ancient too")).get("offset").longValue();
    kari(
        "chat.react",
        "{\"room\":\"lobby\",\"message\":%d,\"emoji\":\"👍\",\"on\":true}".formatted(quoted));
    kari("chat.receipt", "{\"room\":\"lobby\",\"read\":%d}".formatted(quoted));
    server.clock.advance(YEAR.minusDays(1));
    kari("chat.send", "{\"room\":\"lobby\",\"text\":\"young\",\"replyTo\":%d}".formatted(quoted));
    await()
        .atMost(PATIENCE)
        .until(() -> kari("chat.search", "{\"text\":\"ancient\"}").get("hits").size() == 2);
    expire();
    assertThat(dump("ancient too")).hasSize(3);

    server.clock.advance(Duration.ofDays(2));
    expire();

    assertThat(dump("ancient")).isEmpty();
    assertThat(kari("chat.search", "{\"text\":\"ancient\"}").get("hits")).isEmpty();
    JsonNode messages = ann("chat.history", room("lobby")).get("messages");
    assertThat(messages).hasSize(1);
    assertThat(messages.at("/0/text").stringValue()).isEqualTo("young");
    ann("chat.send", text("lobby", "next"));
    assertThat(kari("chat.open", room("lobby")).at("/room/unread").intValue()).isEqualTo(1);
  }

  @Test
  void theNewestStaysAsATombstoneSoThatCountingGoesOn() {
    long last = 0;
    for (int i = 0; i < 4; i++) {
      last = ann("chat.send", text("lobby", "ancient")).get("offset").longValue();
    }
    kari("chat.receipt", "{\"room\":\"lobby\",\"read\":%d}".formatted(last));
    server.clock.advance(YEAR.plusDays(1));
    expire();
    expire();

    assertThat(dump("ancient")).isEmpty();
    JsonNode messages = ann("chat.history", room("lobby")).get("messages");
    assertThat(messages).hasSize(1);
    assertThat(messages.at("/0/deleted").booleanValue()).isTrue();
    ann("chat.send", text("lobby", "next"));
    assertThat(kari("chat.open", room("lobby")).at("/room/unread").intValue()).isEqualTo(1);
  }

  @Test
  void resolvedConversationsGoWholeAndOpenOnesLoseWhatIsOld() {
    String done =
        ann("desk.start", "{\"text\":\"ancient\",\"email\":\"ancient@example.com\"}")
            .get("room")
            .stringValue();
    kari("desk.assign", "{\"room\":\"%s\",\"note\":\"ancient note\"}".formatted(done));
    kari("desk.resolve", room(done));
    String open = ann("desk.start", "{\"text\":\"ancient but open\"}").get("room").stringValue();
    server.clock.advance(YEAR.minusDays(1));
    String young = ann("desk.start", "{\"text\":\"young\"}").get("room").stringValue();
    ann("chat.send", text(open, "still here"));
    kari("desk.resolve", room(young));
    server.clock.advance(Duration.ofDays(2));

    expire();

    assertThat(dump("ancient")).isEmpty();
    assertThat(dump("desk_conversation: ").toString()).doesNotContain(done).contains(open, young);
    assertThat(dump("chat_room: ").toString()).doesNotContain(done);
    assertThat(
            ann("chat.history", room(open))
                .get("messages")
                .valueStream()
                .map(message -> message.get("text").stringValue()))
        .containsExactly("still here");
    assertThat(ann("chat.history", room(young)).get("messages")).isNotEmpty();
  }

  @Test
  void aConversationThatGoesTakesItsKeysAlong() {
    register("ann", Role.CUSTOMER, "ann-phone");
    String done = ann("desk.start", "{\"encrypted\":true}").get("room").stringValue();
    String open = ann("desk.start", "{\"encrypted\":true}").get("room").stringValue();
    wrap(done);
    wrap(open);
    kari("desk.resolve", room(done));
    server.clock.advance(YEAR.plusDays(1));

    expire();

    assertThat(dump("seal_envelope: ").toString()).doesNotContain(done).contains(open);
  }

  private void register(String person, Role role, String device) {
    call(
        person,
        role,
        "seal.register",
        "{\"device\":\"%s\",\"name\":\"Phone\",\"publicKey\":\"B%s\"}"
            .formatted(device, "A".repeat(86)));
  }

  private void wrap(String room) {
    ann(
        "seal.wrap",
        """
        {"room":"%s","key":"key-0001","from":"ann-phone",
         "envelopes":[{"person":"ann","device":"ann-phone","sealed":"c2VhbGVk"}]}\
        """
            .formatted(room));
  }

  @Test
  void muchGoesInSmallSteps() {
    for (int i = 0; i < 430; i++) {
      call("p" + i, Role.CUSTOMER, "chat.send", text("lobby", "ancient"));
    }
    server.clock.advance(YEAR.plusDays(1));
    ann("chat.send", text("lobby", "young"));

    expire();

    assertThat(dump("ancient")).isEmpty();
    assertThat(ann("chat.history", room("lobby")).get("messages")).hasSize(1);
  }

  @Test
  void anotherSiteKeepsItsOwn() {
    String token = server.token(TestServer.SALON, "sue", Role.CUSTOMER);
    server.call("chat.send", text("chair", "ancient"), token);
    server.clock.advance(YEAR.plusDays(1));

    expire();

    assertThat(dump("ancient"))
        .anyMatch(line -> line.startsWith("chat_message: "))
        .anyMatch(line -> line.startsWith("event: "));
  }
}
