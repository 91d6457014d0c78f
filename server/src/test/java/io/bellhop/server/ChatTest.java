package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.sql.Database;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(Database.class)
class ChatTest {
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

  private static String send(String text) {
    return "{\"room\":\"lobby\",\"text\":\"" + text + "\"}";
  }

  @Test
  void aMessageReachesTheOthersAsItWasWritten() {
    WireClient ann = server.connect("ann");
    WireClient bob = server.connect(Role.STAFF);
    bob.call("subscribe", "{\"channel\":\"chat:lobby\"}");

    JsonNode sent = ann.call("chat.send", send("Is there a late checkout?"));

    await().atMost(PATIENCE).until(() -> !Received.events(bob.notices(), "chat:lobby").isEmpty());
    JsonNode event = Received.events(bob.notices(), "chat:lobby").getFirst();
    assertThat(event.get("offset")).isEqualTo(sent.get("offset"));
    assertThat(event.get("at")).isEqualTo(sent.get("at"));
    assertThat(event.get("actor").stringValue()).isEqualTo("ann");
    assertThat(event.get("data").toString())
        .isEqualTo(
            "{\"kind\":\"message\",\"from\":{\"id\":\"ann\",\"role\":\"guest\",\"name\":\"ann\"},"
                + "\"text\":\"Is there a late checkout?\",\"mentions\":[],\"files\":[],\"links\":[]}");
  }

  @Test
  void aRepeatOverAnotherConnectionHappensOnce() {
    WireClient before = server.connect("ann");
    JsonNode first = before.call("chat.send", send("once"), "key-1");
    before.close();

    WireClient after = server.connect("ann");
    JsonNode again = after.call("chat.send", send("once"), "key-1");

    assertThat(again).isEqualTo(first);
    assertThat(after.call("chat.history", "{\"room\":\"lobby\"}").get("messages")).hasSize(1);
    assertThatThrownBy(() -> after.call("chat.send", send("twice"), "key-1"))
        .hasMessageStartingWith("idempotency_mismatch");
  }

  @Test
  void pagesBackThroughTheHistory() {
    WireClient ann = server.connect("ann");
    WireClient staff = server.connect(Role.STAFF);
    for (int i = 1; i <= 13; i++) {
      (i % 2 == 0 ? ann : staff).call("chat.send", send("m" + i));
    }

    JsonNode newest = ann.call("chat.history", "{\"room\":\"lobby\",\"limit\":5}");
    JsonNode older = ann.call("chat.history", "{\"room\":\"lobby\",\"limit\":5,\"before\":9}");
    JsonNode oldest = ann.call("chat.history", "{\"room\":\"lobby\",\"limit\":5,\"before\":4}");

    assertThat(offsets(newest)).containsExactly(9L, 10L, 11L, 12L, 13L);
    assertThat(offsets(older)).containsExactly(4L, 5L, 6L, 7L, 8L);
    assertThat(offsets(oldest)).containsExactly(1L, 2L, 3L);
    assertThat(List.of(newest, older)).allMatch(page -> page.get("moreBefore").booleanValue());
    assertThat(oldest.get("moreBefore").booleanValue()).isFalse();
    assertThat(newest.at("/position/offset").longValue()).isEqualTo(13);
  }

  private static List<Long> offsets(JsonNode page) {
    return page.get("messages").valueStream().map(m -> m.get("offset").longValue()).toList();
  }

  @Test
  void aSubscriptionFromAPagesPositionMissesNothing() {
    WireClient ann = server.connect("ann");
    for (int i = 1; i <= 3; i++) {
      ann.call("chat.send", send("m" + i));
    }
    JsonNode position = ann.call("chat.history", "{\"room\":\"lobby\"}").get("position");
    ann.call("chat.send", send("m4"));

    WireClient bob = server.connect("bob");
    JsonNode answer =
        bob.call(
            "subscribe",
            "{\"channel\":\"chat:lobby\",\"since\":{\"epoch\":\"%s\",\"offset\":%d}}"
                .formatted(
                    position.get("epoch").stringValue(), position.get("offset").longValue()));
    ann.call("chat.send", send("m5"));

    assertThat(answer.get("recovered").booleanValue()).isTrue();
    await()
        .atMost(PATIENCE)
        .until(() -> Received.offsets(bob.notices(), "chat:lobby").contains(5L));
    assertThat(Received.offsets(bob.notices(), "chat:lobby"))
        .isEqualTo(LongStream.rangeClosed(4, 5).boxed().toList());
  }

  @Test
  void typingIsASignalToTheRoom() {
    WireClient ann = server.connect("ann");
    WireClient bob = server.connect("bob");
    bob.call("subscribe", "{\"channel\":\"chat:lobby\"}");

    ann.call("chat.typing", "{\"room\":\"lobby\",\"typing\":true}");

    await().atMost(PATIENCE).until(() -> !Received.events(bob.notices(), "chat:lobby").isEmpty());
    JsonNode signal = Received.events(bob.notices(), "chat:lobby").getFirst();
    assertThat(signal.has("offset")).isFalse();
    assertThat(signal.at("/data/from/id").stringValue()).isEqualTo("ann");
  }

  @Test
  void showsEachRoleItsRooms() {
    JsonNode rooms = server.connect(Role.GUEST).call("chat.rooms", "{}").get("rooms");

    assertThat(rooms).hasSize(1);
    assertThat(rooms.at("/0/room").stringValue()).isEqualTo("lobby");
    assertThat(rooms.at("/0/name").stringValue()).isEqualTo("Lobby");
    assertThat(rooms.at("/0/kind").stringValue()).isEqualTo("open");
    assertThat(server.connect(Role.STAFF).call("chat.rooms", "{}").get("rooms")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"😀", "\\\\ \\\" ' ; drop table event; --", "\\u202e\\uffff\\u0001"})
  void keepsAnyText(String text) {
    WireClient ann = server.connect("ann");

    ann.call("chat.send", send(text));

    assertThat(
            ann.call("chat.history", "{\"room\":\"lobby\"}").at("/messages/0/text").stringValue())
        .isEqualTo(WireClient.JSON.readTree("\"" + text + "\"").stringValue());
  }

  /** What one database keeps and another cannot is no text for either. */
  @ParameterizedTest
  @ValueSource(strings = {"a\\u0000b", "\\ud83d", "\\ude00\\ud83d"})
  void refusesWhatIsNoText(String text) {
    WireClient ann = server.connect("ann");

    assertThatThrownBy(() -> ann.call("chat.send", send(text)))
        .hasMessageStartingWith("invalid_params");
  }
}
