package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.mail.Postman;
import io.bellhop.sql.Database;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Conversations by mail, from the method to an SMTP server. */
@ParameterizedClass
@EnumSource(Database.class)
class TranscriptTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration RETRY = Duration.ofMinutes(2);

  @Parameter Database database = Database.SQLITE;
  private Postman postman = Postman.at(0);
  private TestServer server;
  private String ann = "";
  private String kari = "";

  @BeforeEach
  void start() {
    server =
        TestServer.on(
            database,
            "mail: {host: 127.0.0.1, port: %d, tls: none, from: desk@hotel.example}"
                .formatted(postman.port()));
    ann = server.token(TestServer.HOTEL, "ann", Role.GUEST);
    kari = server.token(TestServer.HOTEL, "kari", Role.STAFF);
  }

  @AfterEach
  void stop() {
    server.close();
    postman.close();
  }

  private JsonNode call(String token, String method, String params) {
    HttpResponse<String> response = server.call(method, params, token);
    assertThat(response.statusCode()).as(method + " " + response.body()).isEqualTo(200);
    return WireClient.JSON.readTree(response.body());
  }

  private String refusal(String token, String method, String params) {
    return refusal(server, token, method, params);
  }

  private static String refusal(TestServer server, String token, String method, String params) {
    return WireClient.JSON
        .readTree(server.call(method, params, token).body())
        .get("code")
        .stringValue();
  }

  private static String room(String room) {
    return "{\"room\":\"%s\"}".formatted(room);
  }

  private static String to(String room, String email) {
    return "{\"room\":\"%s\",\"email\":\"%s\"}".formatted(room, email);
  }

  private String conversation() {
    String room =
        call(
                ann,
                "desk.start",
                "{\"text\":\"Is <b>breakfast</b> & tea served?\",\"name\":\"Ann\",\"email\":\"ann@example.com\"}")
            .get("room")
            .stringValue();
    call(kari, "chat.send", "{\"room\":\"%s\",\"text\":\"Yes,\\nfrom seven\"}".formatted(room));
    call(kari, "desk.assign", "{\"room\":\"%s\",\"note\":\"only a note\"}".formatted(room));
    return room;
  }

  private List<Postman.Delivered> mail(int count) {
    await().atMost(PATIENCE).until(() -> postman.delivered().size() >= count);
    return postman.delivered();
  }

  /** Until an attempt has failed, and the next is some way off by the clock as it stands. */
  private void awaitPostponed() {
    Instant soon = server.now().plus(RETRY);
    await()
        .atMost(PATIENCE)
        .until(() -> {
          String sql = "SELECT 1 FROM mail WHERE state = 'waiting' AND attempts > 0 AND due_at < ?";
          return !server.bellhop().ledger().query(sql, row -> true, soon).isEmpty();
        });
  }

  private List<String> inDatabase() {
    return DatabaseDump.linesWith(server.bellhop().ledger(), "breakfast").stream()
        .filter(line -> line.startsWith("mail:"))
        .toList();
  }

  @Test
  void aCustomerGetsTheConversationWithoutNotes() {
    String room = conversation();

    call(ann, "desk.transcript", room(room));
    Postman.Delivered first = mail(1).getFirst();
    call(ann, "desk.transcript", to(room, "other@example.com"));
    Postman.Delivered second = mail(2).get(1);

    assertThat(first.to()).isEqualTo("ann@example.com");
    assertThat(first.subject()).isEqualTo("Your conversation with hotel");
    assertThat(first.part(0))
        .contains("Ann (", "Is <b>breakfast</b> & tea served?", "kari (", "from seven")
        .doesNotContain("only a note");
    assertThat(first.part(1))
        .contains("Is &lt;b&gt;breakfast&lt;/b&gt; &amp; tea served?", "Yes,<br>from seven")
        .doesNotContain("only a note", "<b>breakfast");
    assertThat(second.to()).isEqualTo("other@example.com");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(inDatabase()).isEmpty());
  }

  @Test
  void staffSendItToTheCustomersAddressOnly() {
    String room = conversation();

    call(kari, "desk.transcript", room(room));

    assertThat(mail(1).getFirst().to()).isEqualTo("ann@example.com");
    assertThat(refusal(kari, "desk.transcript", to(room, "kari@example.com")))
        .isEqualTo("invalid_params");
  }

  @Test
  void othersConversationsEncryptedOnesAndWrongAddressesAreRefused() {
    String room = conversation();
    String ben = server.token(TestServer.HOTEL, "ben", Role.CUSTOMER);
    String encrypted =
        call(ben, "desk.start", "{\"encrypted\":true,\"email\":\"ben@example.com\"}")
            .get("room")
            .stringValue();
    String nowhere = call(ben, "desk.start", "{\"text\":\"Hi\"}").get("room").stringValue();

    assertThat(refusal(ben, "desk.transcript", room(room))).isEqualTo("not_found");
    assertThat(refusal(ben, "desk.transcript", room(encrypted))).isEqualTo("conflict");
    assertThat(refusal(ben, "desk.transcript", room(nowhere))).isEqualTo("conflict");
    for (String address : List.of("a@b,evil@example.com", "ben", "ben@x\\r\\nBcc: e@x.com")) {
      assertThat(refusal(ben, "desk.transcript", to(nowhere, address))).isEqualTo("invalid_params");
    }
    try (TestServer without = TestServer.on(database)) {
      String guest = without.token(TestServer.HOTEL, "ann", Role.GUEST);
      String there =
          WireClient.JSON
              .readTree(without.call("desk.start", "{\"text\":\"Hi\"}", guest).body())
              .get("room")
              .stringValue();
      assertThat(refusal(without, guest, "desk.transcript", to(there, "a@example.com")))
          .isEqualTo("conflict");
    }
    assertThat(postman.attempts()).isZero();
  }

  @Test
  void threeAnHourForOnePersonAndToOneAddress() {
    String room = conversation();
    for (int i = 0; i < 3; i++) {
      call(ann, "desk.transcript", to(room, "same@example.com"));
    }
    String ben = server.token(TestServer.HOTEL, "ben", Role.GUEST);
    String other = call(ben, "desk.start", "{\"text\":\"Hi\"}").get("room").stringValue();

    assertThat(refusal(ann, "desk.transcript", to(room, "fourth@example.com")))
        .isEqualTo("limit_reached");
    assertThat(refusal(ben, "desk.transcript", to(other, "same@example.com")))
        .isEqualTo("limit_reached");
    mail(3);
    server.clock.advance(Duration.ofMinutes(61));
    ann = server.token(TestServer.HOTEL, "ann", Role.GUEST);

    call(ann, "desk.transcript", to(room, "fourth@example.com"));
  }

  @Test
  void aServerThatWasDownGetsItWhenItIsBack() {
    int port = postman.port();
    String room = conversation();
    postman.close();
    call(ann, "desk.transcript", room(room));
    awaitPostponed();

    postman = Postman.at(port);
    server.clock.advance(RETRY);

    assertThat(mail(1)).hasSize(1);
  }

  @Test
  void aRepeatHasTheSameMessageId() {
    String room = conversation();
    postman.refuse(1);
    call(ann, "desk.transcript", room(room));
    awaitPostponed();

    server.clock.advance(RETRY);

    assertThat(mail(1).getFirst().header("Message-ID"))
        .isEqualTo(postman.refused().getFirst().header("Message-ID"));
  }

  @Test
  void aWrongRecipientIsTriedOnceAndAServerThatNeverTakesItForADay() {
    String room = conversation();
    call(ann, "desk.transcript", to(room, Postman.NOBODY));
    await().atMost(PATIENCE).until(() -> inDatabase().isEmpty());
    server.clock.advance(RETRY);
    postman.refuse(100);
    call(ann, "desk.transcript", room(room));
    awaitPostponed();
    assertThat(inDatabase()).hasSize(1);

    server.clock.advance(Duration.ofHours(25));

    await().atMost(PATIENCE).until(() -> inDatabase().isEmpty());
    assertThat(postman.refused()).hasSize(2);
    assertThat(postman.attempts()).as("one of them for nobody").isEqualTo(3);
    assertThat(postman.delivered()).isEmpty();
  }

  @Test
  void whoIsErasedGetsNoMoreMail() {
    String room = conversation();
    postman.refuse(1);
    call(ann, "desk.transcript", room(room));
    await().atMost(PATIENCE).until(() -> postman.refused().size() == 1);
    String manager = server.token(Role.MANAGER);
    assertThat(call(manager, "person.export", "{\"person\":\"ann\"}").at("/data/mail").toString())
        .contains("ann@example.com");

    call(manager, "person.erase", "{\"person\":\"ann\"}");

    assertThat(DatabaseDump.linesWith(server.bellhop().ledger(), "ann@example", "breakfast"))
        .isEmpty();
  }
}
