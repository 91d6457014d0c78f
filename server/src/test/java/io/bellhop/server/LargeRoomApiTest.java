package io.bellhop.server;

import static io.bellhop.server.ChatStage.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Role;
import io.bellhop.sql.Database;
import io.bellhop.sql.SqlTx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A room with 100,000 messages and 5,000 members, as its members use it. */
@ParameterizedClass
@EnumSource(Database.class)
class LargeRoomApiTest {
  private static final String ROOM = "large";
  private static final int MESSAGES = 100_000;
  private static final int MEMBERS = 5_000;

  private static final String NUMBERS =
      "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %d) ";

  /** The events are over their retention; the rows are there. */
  private static final List<String> FILL =
      List.of(
          "INSERT INTO channel (site, name, head, floor) VALUES ('hotel', 'chat:large', %d, %d)"
              .formatted(MESSAGES, MESSAGES + 1),
          "INSERT INTO chat_room (site, room, kind, name, roles, encrypted, members)"
              + " VALUES ('hotel', 'large', 'group', 'Large', ' backend ', 0, %d)"
                  .formatted(MEMBERS),
          "INSERT INTO chat_activity (site, room, last_offset, at) VALUES ('hotel', 'large', %d, 1)"
              .formatted(MESSAGES),
          """
          INSERT INTO chat_message (site, room, message_offset, number, kind, sender, sender_role,
            sender_name, text, at)
          %s SELECT 'hotel', 'large', n, n, 'message', 'p1', 'customer', 'P 1', 'text ' || n, n
          FROM numbers\
          """
              .formatted(NUMBERS.formatted(MESSAGES)),
          """
          INSERT INTO chat_member (site, room, person, role, name, delivered, read_offset,
            read_number, mentions)
          %s SELECT 'hotel', 'large', 'p' || n, 'customer', 'P ' || n, 0, 0, 0, 0 FROM numbers\
          """
              .formatted(NUMBERS.formatted(MEMBERS)),
          "INSERT INTO chat_grant (site, room, person) %s SELECT 'hotel', 'large', 'p' || n FROM numbers"
              .formatted(NUMBERS.formatted(MEMBERS)));

  @Parameter Database database = Database.SQLITE;
  private TestServer server;
  private WireClient reader;
  private WireClient other;

  @BeforeEach
  void fill() {
    server = TestServer.on(database);
    server
        .bellhop()
        .ledger()
        .write(tx -> {
          FILL.forEach(sql -> SqlTx.of(tx).update(sql));
          return true;
        });
    reader = client("p4321");
    other = client("p1234");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private WireClient client(String id) {
    return WireClient.connect(server.port(), server.token(TestServer.HOTEL, id, Role.CUSTOMER));
  }

  /** Each of these takes milliseconds, whatever the room's size. */
  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void isOpenedReadAndWrittenAsAnyOther() {
    JsonNode open = Rpc.call(reader, "chat.open", "room", ROOM);
    assertThat(open.at("/room/unread").longValue()).isEqualTo(MESSAGES);
    assertThat(open.at("/room/members").longValue()).isEqualTo(MEMBERS);
    assertThat(ids(open)).hasSizeLessThanOrEqualTo(201).contains("p4321");
    assertThat(texts(open)).endsWith("text 99999", "text 100000");

    long sent = ChatStage.send(reader, ROOM, "Hello, all of you");

    assertThat(sent).isEqualTo(MESSAGES + 1);
    assertThat(ChatStage.summary(reader, ROOM).get("unread").longValue()).isZero();
    assertThat(ChatStage.summary(other, ROOM).get("unread").longValue()).isEqualTo(MESSAGES + 1);
    JsonNode middle = Rpc.call(other, "chat.history", "room", ROOM, "around", 50_000, "limit", 3);
    assertThat(texts(middle)).contains("text 50000");
    assertThat(middle.get("moreBefore").booleanValue()).isTrue();
    assertThat(middle.get("moreAfter").booleanValue()).isTrue();
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void membersArePagedAndFoundByName() {
    Set<String> all = new HashSet<>();
    JsonNode page = Rpc.call(reader, "chat.members", "room", ROOM, "limit", 1_000);
    int pages = 1;
    all.addAll(ids(page));
    while (page.has("next")) {
      String after = page.get("next").stringValue();
      page = Rpc.call(reader, "chat.members", "room", ROOM, "limit", 1_000, "after", after);
      all.addAll(ids(page));
      pages++;
    }

    assertThat(all).hasSize(MEMBERS);
    assertThat(pages).isLessThanOrEqualTo(6);
    assertThat(ids(Rpc.call(reader, "chat.members", "room", ROOM, "text", "P 4321")))
        .containsExactly("p4321");
  }

  /** In a room of so many, each message would bring thousands of receipts. */
  @Test
  void receiptsAreKeptAndNotTold() {
    other.call("subscribe", "{\"channel\":\"chat:large\"}");

    Rpc.call(reader, "chat.receipt", "room", ROOM, "read", 99_990);

    assertThat(ChatStage.summary(reader, ROOM).get("unread").longValue()).isEqualTo(10);
    long next = ChatStage.send(reader, ROOM, "after the receipt");
    assertThat(next).as("no event came between").isEqualTo(MESSAGES + 1);
  }

  private static List<String> ids(JsonNode page) {
    return page.get("members").valueStream().map(one -> one.get("id").stringValue()).toList();
  }
}
