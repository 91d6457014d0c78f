package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.sql.Database;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Ids as identity providers make them are as good as any other, wherever an id goes. */
@ParameterizedClass
@EnumSource(Database.class)
class IdsOfPeopleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Parameter Database database = Database.SQLITE;
  private TestServer server;
  private WireClient kari;

  @BeforeEach
  void start() {
    server = TestServer.on(database);
    kari = WireClient.connect(server.port(), server.token(TestServer.HOTEL, "kari", Role.STAFF));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private WireClient connect(String id, Role role) {
    return WireClient.connect(server.port(), server.token(TestServer.HOTEL, id, role));
  }

  private static void awaitEvent(WireClient client, String channel, String type) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            Received.events(client.notices(), channel).stream()
                .anyMatch(event -> event.get("type").stringValue().equals(type)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth0|5f7c8ec7c33c6c004bbafe82",
        "samlp|spa|ann@example.org",
        "f:0a1b2c3d:ann",
        "ann+spa@example.org"
      })
  void aCustomerHasAllThatOthersHave(String id) {
    WireClient ann = connect(id, Role.CUSTOMER);
    ann.call("subscribe", "{\"channel\":\"user:%s\"}".formatted(id));
    kari.call("subscribe", "{\"channel\":\"person:%s\"}".formatted(id));
    JsonNode file =
        new FileClient(server, TestServer.HOTEL, id, Role.CUSTOMER)
            .upload("a.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8));

    String group =
        kari.call(
                "chat.create",
                "{\"kind\":\"group\",\"name\":\"Spa\",\"members\":[\"%s\"]}".formatted(id))
            .get("room")
            .stringValue();
    kari.call(
        "chat.send",
        "{\"room\":\"%s\",\"text\":\"Hello\",\"mentions\":[\"%s\"]}".formatted(group, id));
    ann.call(
        "chat.send",
        "{\"room\":\"lobby\",\"text\":\"Hi\",\"files\":[\"%s\"]}"
            .formatted(file.get("file").stringValue()));
    ann.call("presence.choose", "{\"text\":\"on the road\"}");

    awaitEvent(ann, "user:" + id, "room");
    awaitEvent(ann, "user:" + id, "mention");
    awaitEvent(kari, "person:" + id, "status");
    JsonNode room = ann.call("chat.open", "{\"room\":\"%s\"}".formatted(group)).get("room");
    assertThat(room.get("unread").intValue()).isOne();
    assertThat(room.get("mentions").intValue()).isOne();
    assertThat(
            kari.call("presence.of", "{\"people\":[\"%s\"]}".formatted(id))
                .at("/people/0/text")
                .stringValue())
        .isEqualTo("on the road");
    assertThat(
            new FileClient(server, TestServer.HOTEL, "kari", Role.STAFF)
                .read(file.get("file").stringValue()))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("hello");
  }

  @Test
  void anAgentIsGivenAndHandedWork() {
    String id = "auth0|nils";
    WireClient nils = connect(id, Role.STAFF);
    nils.call("desk.available", "{\"available\":true}");
    String room =
        server.connect("ann").call("desk.start", "{\"text\":\"Hello?\"}").get("room").stringValue();
    assertThat(assignee(room)).isEqualTo(id);
    kari.call("desk.take", "{\"room\":\"%s\"}".formatted(room));

    kari.call("desk.assign", "{\"room\":\"%s\",\"to\":\"%s\"}".formatted(room, id));

    assertThat(assignee(room)).isEqualTo(id);
  }

  private String assignee(String room) {
    return kari.call("desk.conversation", "{\"room\":\"%s\"}".formatted(room))
        .at("/conversation/assignee/id")
        .stringValue();
  }

  @Test
  void nothingIsLeftOfThemOnceErased() {
    String id = "auth0|5f7c8ec7";
    WireClient ann = connect(id, Role.CUSTOMER);
    ann.call("desk.start", "{\"text\":\"Hello?\"}");
    ann.call("chat.send", "{\"room\":\"lobby\",\"text\":\"Hi\"}");

    server.connect(Role.MANAGER).call("person.erase", "{\"person\":\"%s\"}".formatted(id));

    assertThat(DatabaseDump.linesWith(server.bellhop().ledger(), "5f7c8ec7"))
        .allMatch(line ->
            line.startsWith("revocation:")
                || line.contains("type=revoked")
                || line.startsWith("channel:"));
  }
}
