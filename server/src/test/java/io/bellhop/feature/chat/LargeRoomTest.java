package io.bellhop.feature.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.json.JacksonCodec;
import io.bellhop.sql.Database;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A room with 100,000 messages and 5,000 members: whatever is asked of it is found by an index. */
@ParameterizedClass
@EnumSource(Database.class)
class LargeRoomTest {
  private static final String SITE = "x";
  private static final Channel ROOM = new Channel(SITE, "chat:x");
  private static final int MESSAGES = 100_000;
  private static final int MEMBERS = 5_000;

  private static final String NUMBERS =
      "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %d) ";

  private static final String FILL_MESSAGES =
      """
      INSERT INTO chat_message (site, room, message_offset, number, kind, sender, sender_role,
        sender_name, text, at, reply_to)
      %s SELECT 'x', 'x', n, n, 'message', 'p1', 'customer', 'P', 'text ' || n, n, n - 1
      FROM numbers\
      """
          .formatted(NUMBERS.formatted(MESSAGES));

  private static final String FILL_MEMBERS =
      """
      INSERT INTO chat_member (site, room, person, role, name, delivered, read_offset, read_number,
        mentions)
      %s SELECT 'x', 'x', 'p' || n, 'customer', 'P ' || n, n, n, n, 0 FROM numbers\
      """
          .formatted(NUMBERS.formatted(MEMBERS));

  private static final String FILL_GRANTS =
      "INSERT INTO chat_grant (site, room, person) %s SELECT 'x', 'x', 'p' || n FROM numbers"
          .formatted(NUMBERS.formatted(MEMBERS));

  @Parameter Database database = Database.SQLITE;
  @TempDir Path folder = Path.of("");
  private SqlLedger ledger;

  @BeforeEach
  void fill() {
    ledger =
        SqlLedger.open(
            database.fresh(folder), new JacksonCodec(), () -> Instant.EPOCH, events -> {});
    RoomStore rooms = new RoomStore(ledger);
    ledger.write(tx -> {
      rooms.put(tx, new Room(ROOM, RoomKind.GROUP, "Large", false, Set.of()));
      SqlTx sql = SqlTx.of(tx);
      sql.update(FILL_MESSAGES);
      sql.update(FILL_MEMBERS);
      sql.update(FILL_GRANTS);
      rooms.touch(tx, ROOM, MESSAGES);
      return None.NONE;
    });
    analyze();
  }

  /** What PostgreSQL does by itself about a minute later. */
  private void analyze() {
    ledger.write(tx -> {
      SqlTx.of(tx).update("ANALYZE chat_message");
      SqlTx.of(tx).update("ANALYZE chat_member");
      SqlTx.of(tx).update("ANALYZE chat_grant");
      return None.NONE;
    });
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void whatOpeningAndListingAskIsFoundByAnIndex() {
    Map<String, String> statements =
        Map.of(
            "newest page", MessageStore.BEFORE,
            "page after", MessageStore.AFTER,
            "members", MemberStore.PAGE,
            "own reactions", ReactionStore.OWN,
            "number at a cursor", MessageStore.NUMBER_AT,
            "sent before", MessageStore.SENT,
            "room", SummaryStore.ONE,
            "rooms of staff", SummaryStore.MANY + SummaryStore.PAGE,
            "rooms of a customer", SummaryStore.FEW + SummaryStore.PAGE);

    statements.forEach(
        (name, sql) -> assertThat(plan(sql)).as(name).isNotEmpty().noneMatch(this::readsAll));
    for (String paged :
        List.of(
            MessageStore.BEFORE, MessageStore.AFTER, MemberStore.PAGE, MessageStore.NUMBER_AT)) {
      assertThat(plan(paged)).as(paged).noneMatch(LargeRoomTest::sorts);
    }
    assertThat(plan(SummaryStore.MANY + SummaryStore.PAGE)).noneMatch(LargeRoomTest::sorts);
    if (database == Database.SQLITE) {
      assertThat(plan(SummaryStore.FEW + SummaryStore.PAGE)).contains("SCAN mine");
    }
  }

  private List<String> plan(String sql) {
    String explain = ledger.choose("EXPLAIN QUERY PLAN ", "EXPLAIN ");
    int column = ledger.choose(4, 1);
    // The site and the room are called x, so that a planner expects many rows of them.
    return ledger.query(explain + written(sql), row -> row.getString(column));
  }

  private static String written(String sql) {
    return sql.replace("LIMIT ?", "LIMIT 10")
        .replace("(?, ?)", "(9, 'x')")
        .replace("? = 1", "1 = 1")
        .replaceAll("(offset|OFFSET)( [<>=]=?| BETWEEN) \\?( AND \\?)?", "$1 > 9")
        .replace("?", "'x'");
  }

  /** SQLite says SCAN for a loop over everything, but for the few rows of a subquery's result. */
  private boolean readsAll(String step) {
    return ledger.choose(
        step.startsWith("SCAN") && !step.equals("SCAN mine"),
        step.contains("Seq Scan") || (step.contains("Join Filter") && step.contains("_offset")));
  }

  private static boolean sorts(String step) {
    return step.contains("TEMP B-TREE") || step.strip().startsWith("Sort");
  }

  @Test
  void showsItsEndAndItsReader() {
    JacksonCodec codec = new JacksonCodec();
    var summaries = new SummaryStore(ledger, new Details.Form(codec));
    Principal reader =
        new Principal(
            SITE, "p4321", Role.CUSTOMER, "P", Instant.MAX, Instant.EPOCH, null, Map.of());

    RoomSummary seen = summaries.page(reader, null, null, 10).getFirst();

    assertThat(seen.messages()).isEqualTo(MESSAGES);
    assertThat(seen.unread()).isEqualTo(MESSAGES - 4_321);
    assertThat(seen).isEqualTo(summaries.of(reader, ROOM));
    assertThat(new MemberStore(ledger).exceeds(ROOM, MEMBERS - 1)).isTrue();
    assertThat(new MemberStore(ledger).exceeds(ROOM, MEMBERS)).isFalse();
    assertThat(new MemberStore(ledger).page(ROOM, "P 4321", "", 200)).hasSize(1);
  }
}
