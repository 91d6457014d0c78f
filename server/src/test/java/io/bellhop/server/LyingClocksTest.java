package io.bellhop.server;

import static io.bellhop.server.ChatStage.CONVERSATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.sql.Database;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Clients' clocks are wrong by years; nothing that others see is dated by them. */
class LyingClocksTest {
  private static final List<String> LIES = List.of("1999-01-01T00:00:00Z", "2999-01-01T00:00:00Z");

  @Test
  void whatAClientSaysOfTheTimeDatesNothing() {
    try (ChatStage stage = new ChatStage(Database.SQLITE)) {
      WireClient guest = stage.server.connect("ann");
      Instant before = stage.server.now();

      for (String lie : LIES) {
        long sent = ChatStage.send(stage.customer, CONVERSATION, "Hello", lies(lie));
        Object[] edit = {"room", CONVERSATION, "message", sent, "text", "Good evening"};
        Rpc.call(stage.customer, "chat.edit", with(edit, lies(lie)));
        Rpc.call(guest, "desk.start", with(new Object[] {"text", "Help"}, lies(lie)));
      }

      JsonNode page = Rpc.call(stage.customer, "chat.history", "room", CONVERSATION);
      JsonNode mine = Rpc.call(guest, "desk.mine");
      String all = page.toString() + mine;
      assertThat(all).doesNotContain("1999-").doesNotContain("2999-");
      for (JsonNode message : page.get("messages")) {
        assertThat(Instant.parse(message.get("at").stringValue())).isAfterOrEqualTo(cut(before));
        assertThat(Instant.parse(message.get("editedAt").stringValue()))
            .isBetween(cut(before), stage.server.now());
      }
      assertThat(mine.get("conversations")).hasSize(2);
    }
  }

  /** Times are kept in milliseconds. */
  private static Instant cut(Instant time) {
    return Instant.ofEpochMilli(time.toEpochMilli());
  }

  private static Object[] lies(String time) {
    return new Object[] {
      "at", time, "editedAt", time, "openedAt", time, "waitingSince", time, "now", time
    };
  }

  private static Object[] with(Object[] some, Object[] more) {
    return Stream.of(some, more).flatMap(Arrays::stream).toArray();
  }
}
