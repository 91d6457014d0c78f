package io.bellhop.server;

import static io.bellhop.server.ChatStage.CONVERSATION;
import static io.bellhop.server.ChatStage.NOTES;
import static io.bellhop.server.ChatStage.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.feature.chat.Sender;
import io.bellhop.sql.Database;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What happens to the rights to rooms over time; {@link RolesTest} has the rights as such. */
@ParameterizedClass
@EnumSource(Database.class)
class ChatAccessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String NOT_FOUND = "not_found";
  private static final String FORBIDDEN = "forbidden";

  @Parameter Database database = Database.SQLITE;
  private ChatStage stage;

  @BeforeEach
  void start() {
    stage = new ChatStage(database);
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  /** What each method answers to one who may not enter. */
  private static void demandUnreachable(WireClient client, String room, long message) {
    Object[][] calls = {
      {"chat.open"},
      {"chat.history"},
      {"chat.members"},
      {"chat.send", "text", "a"},
      {"chat.typing", "typing", true},
      {"chat.receipt", "read", 1},
      {"chat.edit", "message", message, "text", "a"},
      {"chat.delete", "message", message},
      {"chat.revisions", "message", message},
      {"chat.react", "message", message, "emoji", "👍", "on", true},
      {"chat.search", "text", "word"},
      {"chat.leave"}
    };
    for (Object[] call : calls) {
      Object[] members = new Object[call.length + 1];
      System.arraycopy(call, 1, members, 0, call.length - 1);
      members[call.length - 1] = "room";
      members[call.length] = room;
      assertThat(Rpc.code(client, (String) call[0], members))
          .as("%s in %s", call[0], room)
          .isEqualTo(NOT_FOUND);
    }
    for (String method : List.of("subscribe", "position", "presence")) {
      assertThat(Rpc.code(client, method, "channel", "chat:" + room)).isEqualTo(FORBIDDEN);
    }
    assertThat(Rpc.call(client, "chat.rooms").toString()).doesNotContain("\"" + room + "\"");
  }

  /** Even if another feature made the customer a member by mistake. */
  @Test
  void aGrantDoesNotLetACustomerIntoNotesOrStaffRooms() {
    String staffRoom =
        Rpc.call(
                stage.staff, "chat.create", "kind", "staff", "name", "S", "members", List.of("mia"))
            .get("room")
            .stringValue();
    stage.write((rooms, tx) -> {
      rooms.join(tx, TestServer.HOTEL, NOTES, new Sender("cara", "customer", "Cara"));
      rooms.join(tx, TestServer.HOTEL, staffRoom, new Sender("cara", "customer", "Cara"));
    });

    demandUnreachable(stage.customer, NOTES, 1);
    demandUnreachable(stage.customer, staffRoom, 1);
    assertThat(Rpc.code(stage.manager, "chat.open", "room", staffRoom)).isEqualTo(Rpc.OK);
  }

  @Test
  void whoIsRemovedHearsNothingMoreAndCannotComeBack() {
    String group = stage.group("cara");
    Rpc.call(stage.customer, "subscribe", "channel", "chat:" + group);
    Rpc.call(stage.customer, "subscribe", "channel", "user:cara");
    send(stage.staff, group, "before");

    Rpc.call(stage.staff, "chat.remove", "room", group, "person", "cara");

    await()
        .atMost(PATIENCE)
        .until(() -> stage.customer.notices().toString().contains("\"unsubscribed\""));
    send(stage.staff, group, "after");
    demandUnreachable(stage.customer, group, 1);
    assertThat(Received.events(stage.customer.notices(), "chat:" + group).toString())
        .contains("before")
        .doesNotContain("after");
    JsonNode told = Received.events(stage.customer.notices(), "user:cara").getLast();
    assertThat(told.get("type").stringValue()).isEqualTo("room");
    assertThat(told.at("/data/on").booleanValue()).isFalse();
  }

  @Test
  void whoLeavesAndIsInvitedAgainHasReadWhatWasThere() {
    String group = stage.group("cara");
    send(stage.staff, group, "one");
    Rpc.call(stage.customer, "chat.leave", "room", group);
    send(stage.staff, group, "two");
    Rpc.call(stage.staff, "chat.invite", "room", group, "person", "cara");
    Rpc.call(stage.staff, "chat.invite", "room", group, "person", "cara");
    send(stage.staff, group, "three");

    JsonNode seen = ChatStage.summary(stage.customer, group);

    assertThat(seen.get("unread").longValue()).isEqualTo(1);
    assertThat(seen.get("messages").longValue()).isEqualTo(3);
    assertThat(seen.get("members").intValue()).isEqualTo(2);
    assertThat(Rpc.code(stage.staff, "chat.remove", "room", group, "person", "carl"))
        .isEqualTo(NOT_FOUND);
  }

  @Test
  void onlyThoseInTheRoomCanBeMentioned() {
    send(stage.staff, CONVERSATION, "hello");
    send(stage.stranger, "lobby", "I am known here");

    for (String stranger : List.of("carl", "nobody")) {
      assertThat(mention(stage.customer, CONVERSATION, stranger)).isEqualTo("invalid_params");
      assertThat(mention(stage.staff, NOTES, stranger)).isEqualTo("invalid_params");
    }
    assertThat(mention(stage.staff, NOTES, "cara")).isEqualTo("invalid_params");
    assertThat(mention(stage.staff, "lobby", "cara")).isEqualTo("invalid_params");
    assertThat(mention(stage.customer, CONVERSATION, "sam")).isEqualTo(Rpc.OK);
    assertThat(mention(stage.manager, NOTES, "sam")).isEqualTo(Rpc.OK);
    assertThat(mention(stage.staff, "lobby", "carl")).isEqualTo(Rpc.OK);
  }

  private static String mention(WireClient client, String room, String person) {
    return Rpc.code(
        client, "chat.send", "room", room, "text", "@" + person, "mentions", List.of(person));
  }

  @Test
  void nothingOfAnotherSiteIsFound() {
    WireClient salon =
        WireClient.connect(
            stage.server.port(), stage.server.token(TestServer.SALON, "sam", Role.MANAGER));
    send(stage.customer, CONVERSATION, "a word");
    await()
        .atMost(PATIENCE)
        .until(() -> !Rpc.call(stage.staff, "chat.search", "text", "word").get("hits").isEmpty());

    assertThat(Rpc.call(salon, "chat.search", "text", "word").get("hits")).isEmpty();
  }
}
