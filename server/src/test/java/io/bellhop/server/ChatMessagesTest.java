package io.bellhop.server;

import static io.bellhop.server.ChatStage.CONVERSATION;
import static io.bellhop.server.ChatStage.NOTES;
import static io.bellhop.server.ChatStage.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.feature.chat.RoomKind;
import io.bellhop.feature.chat.Sender;
import io.bellhop.sql.Database;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What becomes of messages: edits, deletions, reactions, receipts, search. */
@ParameterizedClass
@EnumSource(Database.class)
class ChatMessagesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String ROOM = CONVERSATION;

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

  private JsonNode message(WireClient client, long offset) {
    return Rpc.call(client, "chat.history", "room", ROOM, "around", offset, "limit", 1)
        .at("/messages/0");
  }

  @Test
  void aClientIdIsGoodForOneMessageForEver() throws Exception {
    long first = send(stage.customer, ROOM, "once", "clientId", "a");
    long other = send(stage.staff, ROOM, "once", "clientId", "a");
    stage.server.bellhop().ledger().write(tx -> SqlTx.of(tx).update("DELETE FROM request"));

    assertThat(send(stage.customer, ROOM, "once", "clientId", "a")).isEqualTo(first);
    assertThat(other).isGreaterThan(first);
    assertThat(
            Rpc.code(stage.customer, "chat.send", "room", ROOM, "text", "twice", "clientId", "a"))
        .isEqualTo("idempotency_mismatch");
    assertThat(message(stage.customer, first).get("clientId").stringValue()).isEqualTo("a");
    assertThat(ChatStage.texts(Rpc.call(stage.customer, "chat.history", "room", ROOM))).hasSize(2);
  }

  @Test
  void manyConnectionsWithOneClientIdSendOnce() throws Exception {
    List<WireClient> clients =
        IntStream.range(0, 8).mapToObj(i -> stage.client("cara", Role.CUSTOMER)).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> answers =
          clients.stream()
              .map(client -> threads.submit(() -> send(client, ROOM, "once", "clientId", "b")))
              .toList();
      long first = answers.getFirst().get();
      for (Future<Long> answer : answers) {
        assertThat(answer.get()).isEqualTo(first);
      }
    }
    assertThat(ChatStage.summary(stage.customer, ROOM).get("messages").longValue()).isEqualTo(1);
  }

  @Test
  void anEditKeepsWhatWasSaidBefore() {
    long offset = send(stage.customer, ROOM, "see http://a.example/x.");
    Rpc.call(stage.staff, "subscribe", "channel", "chat:" + ROOM);

    Rpc.call(stage.customer, "chat.edit", "room", ROOM, "message", offset, "text", "second");
    Rpc.call(stage.customer, "chat.edit", "room", ROOM, "message", offset, "text", "third");

    JsonNode now = message(stage.staff, offset);
    assertThat(now.get("text").stringValue()).isEqualTo("third");
    assertThat(now.has("editedAt")).isTrue();
    assertThat(now.get("links")).isEmpty();
    for (WireClient client : List.of(stage.customer, stage.manager)) {
      JsonNode revisions = Rpc.call(client, "chat.revisions", "room", ROOM, "message", offset);
      assertThat(revisions.get("revisions").valueStream().map(r -> r.get("text").stringValue()))
          .containsExactly("see http://a.example/x.", "second", "third");
    }
    await()
        .atMost(PATIENCE)
        .until(() -> stage.staff.notices().toString().contains("\"text\":\"third\""));
  }

  @Test
  void linksAreThoseOfTheWeb() {
    long offset =
        send(
            stage.customer,
            ROOM,
            "(https://a.example/b?c=d&e=f), javascript:alert(1) http://x.example. ftp://y.example");

    assertThat(message(stage.staff, offset).get("links").valueStream().map(JsonNode::stringValue))
        .containsExactly("https://a.example/b?c=d&e=f", "http://x.example");
  }

  @Test
  void anAnswerQuotes() {
    long asked = send(stage.customer, ROOM, "x".repeat(139) + "😀y");
    long answered = send(stage.staff, ROOM, "yes", "replyTo", asked);

    JsonNode quote = message(stage.customer, answered).get("replyTo");

    assertThat(quote.get("offset").longValue()).isEqualTo(asked);
    assertThat(quote.at("/from/id").stringValue()).isEqualTo("cara");
    assertThat(quote.get("text").stringValue()).isEqualTo("x".repeat(139) + "😀");
    assertThat(Rpc.code(stage.staff, "chat.send", "room", ROOM, "text", "a", "replyTo", 999))
        .isEqualTo("invalid_params");
  }

  @Test
  void whatIsDeletedIsNowhereAnyMore() {
    send(stage.staff, ROOM, "welcome");
    long offset = send(stage.customer, ROOM, "wrdone", "mentions", List.of("sam"), "clientId", "k");
    Rpc.call(stage.customer, "chat.edit", "room", ROOM, "message", offset, "text", "wrdtwo");
    Rpc.call(
        stage.customer,
        "chat.edit",
        "room",
        ROOM,
        "message",
        offset,
        "text",
        "wrdthree",
        "mentions",
        List.of("sam"));
    send(stage.staff, ROOM, "an answer", "replyTo", offset);
    Rpc.call(stage.staff, "chat.react", "room", ROOM, "message", offset, "emoji", "👍", "on", true);
    await()
        .atMost(PATIENCE)
        .until(
            () -> Rpc.call(stage.staff, "chat.search", "text", "wrdthree").get("hits").size() == 1);

    Rpc.call(stage.customer, "chat.delete", "room", ROOM, "message", offset);
    Rpc.call(stage.customer, "chat.delete", "room", ROOM, "message", offset);

    JsonNode tombstone = message(stage.staff, offset);
    assertThat(tombstone.get("deleted").booleanValue()).isTrue();
    assertThat(tombstone.get("text").stringValue()).isEmpty();
    assertThat(tombstone.get("reactions")).isEmpty();
    assertThat(Rpc.call(stage.staff, "chat.revisions", "room", ROOM, "message", offset).toString())
        .isEqualTo("{\"revisions\":[]}");
    assertThat(ChatStage.summary(stage.staff, ROOM).get("mentions").intValue()).isZero();
    assertThat(stored("wrd")).isEmpty();
    await()
        .atMost(PATIENCE)
        .until(
            () -> rows("SELECT 1 FROM chat_searchable WHERE message_offset = " + offset).isEmpty());
    assertThat(
            Rpc.code(stage.customer, "chat.edit", "room", ROOM, "message", offset, "text", "again"))
        .isEqualTo("conflict");
  }

  /** Where a text is found in the tables that keep texts. */
  private List<String> stored(String text) {
    return Map.of(
            "event", "data",
            "chat_message", "text",
            "chat_revision", "text",
            "request", "answer")
        .entrySet()
        .stream()
        .flatMap(column ->
            rows(
                "SELECT %2$s FROM %1$s WHERE %2$s LIKE '%%%3$s%%'"
                    .formatted(column.getKey(), column.getValue(), text))
                .stream())
        .toList();
  }

  private List<String> rows(String sql) {
    SqlLedger ledger = stage.server.bellhop().ledger();
    return ledger.query(sql, row -> row.getString(1));
  }

  @Test
  void anEmojiCountsOnceForEach() {
    long offset = send(stage.customer, ROOM, "thanks");
    for (WireClient client : List.of(stage.staff, stage.manager, stage.staff)) {
      react(client, offset, "👍", true);
    }
    react(stage.staff, offset, "❤️", true);
    react(stage.staff, offset, "❤️", false);
    react(stage.staff, offset, "❤️", false);

    JsonNode reactions = message(stage.staff, offset).get("reactions");

    assertThat(reactions.toString())
        .isEqualTo("[{\"emoji\":\"👍\",\"count\":2,\"by\":[\"mia\",\"sam\"],\"mine\":true}]");
    assertThat(message(stage.customer, offset).at("/reactions/0/mine").booleanValue()).isFalse();
  }

  private static void react(WireClient client, long message, String emoji, boolean on) {
    Rpc.call(client, "chat.react", "room", ROOM, "message", message, "emoji", emoji, "on", on);
  }

  @Test
  void aMessageHasAtMostTwentyEmoji() {
    long offset = send(stage.customer, ROOM, "thanks");
    for (int i = 0; i < 20; i++) {
      react(
          i % 2 == 0 ? stage.staff : stage.manager, offset, Character.toString(0x1F600 + i), true);
    }

    assertThat(
            Rpc.code(
                stage.customer,
                "chat.react",
                "room",
                ROOM,
                "message",
                offset,
                "emoji",
                "🚀",
                "on",
                true))
        .isEqualTo("limit_reached");
  }

  @Test
  void cursorsGoForwardsOnlyAndNotBeyondTheHead() {
    long one = send(stage.staff, ROOM, "one");
    long two = send(stage.staff, ROOM, "two");
    Rpc.call(stage.staff, "subscribe", "channel", "chat:" + ROOM);

    assertThat(receipt("read", two + 100)).isEqualTo("invalid_params");
    assertThat(receipt("delivered", two + 100)).isEqualTo("invalid_params");
    assertThat(receipt("read", -1)).isEqualTo("invalid_params");
    assertThat(Rpc.code(stage.customer, "chat.receipt", "room", ROOM)).isEqualTo("invalid_params");
    assertThat(receipt("read", two)).isEqualTo(Rpc.OK);
    JsonNode back = Rpc.call(stage.customer, "chat.receipt", "room", ROOM, "read", one);

    assertThat(back.toString()).isEqualTo("{\"delivered\":%d,\"read\":%d}".formatted(two, two));
    assertThat(ChatStage.summary(stage.customer, ROOM).get("unread").longValue()).isZero();
    await().atMost(PATIENCE).until(() -> stage.staff.notices().toString().contains("\"receipt\""));
  }

  private String receipt(String cursor, long offset) {
    return Rpc.code(stage.customer, "chat.receipt", "room", ROOM, cursor, offset);
  }

  @Test
  void aMentionIsToldAndCountedUntilItIsRead() {
    send(stage.staff, ROOM, "hello");
    Rpc.call(stage.staff, "subscribe", "channel", "user:sam");

    long offset = send(stage.customer, ROOM, "@Sam?", "mentions", List.of("sam", "sam", "cara"));

    JsonNode seen = ChatStage.summary(stage.staff, ROOM);
    assertThat(seen.get("mentions").intValue()).isEqualTo(1);
    assertThat(seen.get("unread").longValue()).isEqualTo(1);
    assertThat(seen.at("/last/text").stringValue()).isEqualTo("@Sam?");
    assertThat(message(stage.customer, offset).get("mentions").toString())
        .isEqualTo("[{\"id\":\"sam\",\"name\":\"sam\"}]");
    await().atMost(PATIENCE).until(() -> stage.staff.notices().toString().contains("\"mention\""));
    Rpc.call(stage.staff, "chat.receipt", "room", ROOM, "read", offset);
    assertThat(ChatStage.summary(stage.staff, ROOM).get("mentions").intValue()).isZero();
  }

  /** Who is mentioned in an open room before they come has that to read, and no more. */
  @Test
  void aMentionBeforeOneComesIsAllThatIsUnread() {
    send(stage.manager, ROOM, "I am known from here");
    for (int i = 0; i < 5; i++) {
      send(stage.staff, "lobby", "what others said");
    }
    assertThat(unread("lobby")).isZero();

    long mention = send(stage.staff, "lobby", "@mia", "mentions", List.of("mia"));

    assertThat(unread("lobby")).isEqualTo(1);
    Rpc.call(stage.manager, "chat.receipt", "room", "lobby", "delivered", mention);
    assertThat(unread("lobby")).isEqualTo(1);
    send(stage.staff, "lobby", "what comes after");
    send(stage.staff, "lobby", "and after that");
    assertThat(unread("lobby")).isEqualTo(2);
    Rpc.call(stage.manager, "chat.receipt", "room", "lobby", "read", mention);
    assertThat(unread("lobby")).isEqualTo(2);
  }

  private long unread(String room) {
    return ChatStage.summary(stage.manager, room).get("unread").longValue();
  }

  @Test
  void aNoticeIsNotUnread() {
    send(stage.customer, ROOM, "hello");
    stage.write((rooms, tx) ->
        rooms.notice(
            tx,
            TestServer.HOTEL,
            ROOM,
            new Sender("sam", "staff", "Sam"),
            "resolved",
            new Sender("cara", "customer", "Cara")));

    JsonNode seen = ChatStage.summary(stage.customer, ROOM);
    assertThat(seen.get("unread").longValue()).isZero();
    assertThat(seen.get("messages").longValue()).isEqualTo(1);
    assertThat(seen.at("/last/kind").stringValue()).isEqualTo("notice");
    JsonNode notice = Rpc.call(stage.customer, "chat.history", "room", ROOM).at("/messages/1");
    assertThat(notice.at("/about/id").stringValue()).isEqualTo("cara");
    assertThat(
            Rpc.code(
                stage.staff,
                "chat.edit",
                "room",
                ROOM,
                "message",
                notice.get("offset").longValue(),
                "text",
                "x"))
        .isEqualTo("not_found");
  }

  @Test
  void anEncryptedRoomTakesOnlyWhatIsSealedAndKeepsItAsItIs() {
    stage.write((rooms, tx) -> {
      rooms.create(tx, TestServer.HOTEL, "e1", RoomKind.CONVERSATION, "Sealed", true);
      rooms.join(tx, TestServer.HOTEL, "e1", new Sender("cara", "customer", "Cara"));
    });
    Map<String, String> sealed = Map.of("key", "k1", "iv", "AAAA", "text", "c2VhbGVk");

    long offset =
        Rpc.call(stage.customer, "chat.send", "room", "e1", "sealed", sealed)
            .get("offset")
            .longValue();

    assertThat(Rpc.code(stage.customer, "chat.send", "room", "e1", "text", "plain"))
        .isEqualTo("invalid_params");
    assertThat(
            Rpc.code(stage.customer, "chat.send", "room", "e1", "text", "both", "sealed", sealed))
        .isEqualTo("invalid_params");
    assertThat(Rpc.code(stage.customer, "chat.send", "room", ROOM, "sealed", sealed))
        .isEqualTo("invalid_params");
    JsonNode stored = Rpc.call(stage.staff, "chat.history", "room", "e1").at("/messages/0");
    assertThat(stored.get("offset").longValue()).isEqualTo(offset);
    assertThat(stored.get("sealed").toString())
        .isEqualTo("{\"key\":\"k1\",\"iv\":\"AAAA\",\"text\":\"c2VhbGVk\"}");
    assertThat(ChatStage.summary(stage.staff, "e1").at("/last/sealed").booleanValue()).isTrue();
  }

  @Test
  void searchFindsWhatTheReaderMaySee() {
    send(stage.customer, ROOM, "Wo ist mein Käse? 北京 one");
    send(stage.staff, NOTES, "kaese no, KÄSEKUCHEN yes");
    long edited = send(stage.customer, "lobby", "kase in the lobby");
    Rpc.call(
        stage.customer, "chat.edit", "room", "lobby", "message", edited, "text", "nothing here");
    send(stage.staff, "back-office", "käse in the office");

    await().atMost(PATIENCE).until(() -> found(stage.staff, "kase").size() == 3);

    assertThat(found(stage.staff, "kase"))
        .containsExactly(
            "käse in the office", "kaese no, KÄSEKUCHEN yes", "Wo ist mein Käse? 北京 one");
    assertThat(found(stage.customer, "kase")).containsExactly("Wo ist mein Käse? 北京 one");
    assertThat(found(stage.stranger, "kase")).isEmpty();
    assertThat(found(stage.customer, "wo KÄS")).hasSize(1);
    assertThat(found(stage.customer, "北京")).hasSize(1);
    assertThat(found(stage.customer, "wo absent")).isEmpty();
    assertThat(found(stage.customer, "nothing")).containsExactly("nothing here");
    assertThat(found(stage.staff, "kase", "from", "cara")).hasSize(1);
    assertThat(found(stage.staff, "kase", "room", NOTES)).hasSize(1);
    assertThat(found(stage.staff, "kase", "until", "2000-01-01T00:00:00Z")).isEmpty();
    assertThat(found(stage.staff, "kase", "since", "2000-01-01T00:00:00Z")).hasSize(3);
    for (String query : List.of("\"", "*", "' & ' | !", "NEAR(", "-", "a' OR 1=1 --")) {
      assertThat(Rpc.code(stage.staff, "chat.search", "text", query))
          .isIn(Rpc.OK, "invalid_params");
    }
  }

  @Test
  void membersAreFoundByNamesOfAnyAlphabet() {
    stage.write((rooms, tx) ->
        rooms.join(tx, TestServer.HOTEL, ROOM, new Sender("asa", "customer", "Åsa Ærlig 100%")));

    for (String text : List.of("Åsa", "åSA", "ÆRL", "0%", "asa")) {
      assertThat(named(text)).as(text).containsExactly("asa");
    }
    assertThat(named("_sa")).isEmpty();
    assertThat(named("sæ")).isEmpty();
  }

  private List<String> named(String text) {
    return Rpc.call(stage.staff, "chat.members", "room", ROOM, "text", text)
        .get("members")
        .valueStream()
        .map(member -> member.get("id").stringValue())
        .toList();
  }

  @Test
  void searchGoesOnWhereItEnded() {
    for (int i = 1; i <= 5; i++) {
      send(stage.customer, ROOM, "word " + i);
    }
    await().atMost(PATIENCE).until(() -> found(stage.staff, "word").size() == 5);

    JsonNode first = Rpc.call(stage.staff, "chat.search", "text", "word", "limit", 3);
    JsonNode second =
        Rpc.call(
            stage.staff,
            "chat.search",
            "text",
            "word",
            "limit",
            3,
            "before",
            first.get("next").longValue());

    assertThat(first.at("/hits/0/snippet").stringValue()).isEqualTo("word 5");
    assertThat(second.get("hits").valueStream().map(h -> h.at("/message/text").stringValue()))
        .containsExactly("word 2", "word 1");
    assertThat(second.has("next")).isFalse();
  }

  private static List<String> found(WireClient client, String text, Object... more) {
    Object[] members = Stream.concat(Stream.of("text", text), Stream.of(more)).toArray();
    return Rpc.call(client, "chat.search", members)
        .get("hits")
        .valueStream()
        .map(hit -> hit.at("/message/text").stringValue())
        .toList();
  }

  @Test
  void whoStopsWithoutSayingSoStopsTyping() {
    Rpc.call(stage.staff, "subscribe", "channel", "chat:" + ROOM);
    Rpc.call(stage.customer, "chat.typing", "room", ROOM, "typing", true);

    stage.server.clock.advance(Duration.ofSeconds(11));

    await()
        .atMost(PATIENCE)
        .until(() ->
            Received.events(stage.staff.notices(), "chat:" + ROOM).stream()
                .anyMatch(event -> !event.at("/data/typing").booleanValue()));
  }

  @Test
  void pagesInBothDirections() {
    long[] offsets = new long[9];
    for (int i = 0; i < 9; i++) {
      offsets[i] = send(i % 2 == 0 ? stage.staff : stage.customer, ROOM, "m" + i);
    }

    JsonNode around =
        Rpc.call(stage.staff, "chat.history", "room", ROOM, "around", offsets[4], "limit", 4);
    JsonNode after =
        Rpc.call(stage.staff, "chat.history", "room", ROOM, "after", offsets[6], "limit", 4);
    JsonNode all = Rpc.call(stage.staff, "chat.history", "room", ROOM, "after", 0);

    assertThat(ChatStage.texts(around)).containsExactly("m3", "m4", "m5", "m6");
    assertThat(around.get("moreBefore").booleanValue()).isTrue();
    assertThat(around.get("moreAfter").booleanValue()).isTrue();
    assertThat(ChatStage.texts(after)).containsExactly("m7", "m8");
    assertThat(after.get("moreAfter").booleanValue()).isFalse();
    assertThat(all.get("moreBefore").booleanValue()).isFalse();
    assertThat(all.get("messages")).hasSize(9);
    assertThat(Rpc.code(stage.staff, "chat.history", "room", ROOM, "after", 1, "before", 2))
        .isEqualTo("invalid_params");
  }

  @Test
  void listsRoomsPageByPageByTheirActivity() {
    String group = stage.group("cara");
    send(stage.staff, group, "one");
    stage.server.clock.advance(Duration.ofSeconds(1));
    send(stage.customer, ROOM, "two");
    stage.server.clock.advance(Duration.ofSeconds(1));
    send(stage.customer, "lobby", "three");

    for (WireClient client : List.of(stage.customer, stage.staff)) {
      JsonNode first = Rpc.call(client, "chat.rooms", "limit", 2);
      JsonNode second =
          Rpc.call(client, "chat.rooms", "limit", 2, "after", first.get("next").stringValue());
      assertThat(rooms(first)).containsExactly("lobby", ROOM);
      assertThat(rooms(second)).startsWith(group);
    }
    assertThat(rooms(Rpc.call(stage.customer, "chat.rooms", "kind", "group")))
        .containsExactly(group);
    assertThat(Rpc.code(stage.customer, "chat.rooms", "after", "x")).isEqualTo("invalid_params");
  }

  private static List<String> rooms(JsonNode page) {
    return page.get("rooms").valueStream().map(room -> room.get("room").stringValue()).toList();
  }
}
