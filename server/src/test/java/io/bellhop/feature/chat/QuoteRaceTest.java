package io.bellhop.feature.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.engine.Call;
import io.bellhop.engine.Caller;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.json.JacksonCodec;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message is deleted while somebody answers it: the answer must not keep what it said. */
class QuoteRaceTest {
  private static final Channel CHANNEL = new Channel("x", "chat:x");
  private static final Room ROOM =
      new Room(CHANNEL, RoomKind.GROUP, "Group", false, Set.of(Role.STAFF));
  private static final Principal STAFF =
      new Principal("x", "sam", Role.STAFF, "Sam", Instant.MAX, Instant.EPOCH, null, Map.of());

  @TempDir Path folder = Path.of("");
  private final JacksonCodec codec = new JacksonCodec();
  private SqlLedger ledger;
  private MessageStore messages;
  private Poster poster;
  private Eraser eraser;

  @BeforeEach
  void open() {
    ledger = SqlLedger.open(SqlSettings.sqlite(folder), codec, () -> Instant.EPOCH, events -> {});
    RoomStore rooms = new RoomStore(ledger);
    MemberStore members = new MemberStore(ledger);
    messages = new MessageStore(ledger, new Details.Form(codec), new Reactions.Form(codec));
    poster = new Poster(rooms, members, messages, Attachments.NONE, RoomWatcher.NONE);
    eraser =
        new Eraser(
            messages,
            new RevisionStore(ledger),
            new ReactionStore(ledger),
            members,
            Attachments.NONE,
            new SqliteSearchStore(ledger, messages));
    var _ = ledger.write(tx -> rooms.put(tx, ROOM));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void anAnswerDoesNotQuoteWhatIsDeletedMeanwhile() {
    long secret = post("my card is 4711");

    assertThatThrownBy(() -> answer(secret, () -> delete(secret)))
        .hasMessageContaining("no such message");
    assertThat(events()).doesNotContain("4711");
  }

  @Test
  void anAnswerQuotesWhatIsThere() {
    long question = post("how are you?");

    answer(question, () -> {});

    assertThat(events()).contains("\"replyTo\":{\"offset\":1").contains("how are you?");
  }

  private long post(String text) {
    Poster.Draft draft = new Poster.Draft(text, null, null, List.of(), List.of(), null, null);
    return ledger.write(tx -> poster.post(tx, ROOM, Sender.of(STAFF), draft).offset());
  }

  private void delete(long offset) {
    var _ =
        ledger.write(tx -> {
          Message message = messages.find(tx, CHANNEL, offset).orElseThrow().message();
          eraser.erase(tx, CHANNEL, message, STAFF.id());
          return true;
        });
  }

  private void answer(long message, Runnable meanwhile) {
    Access access = new Access(new OpenRooms(List.of()), new RoomStore(ledger));
    Mentions mentions = new Mentions(new MemberStore(ledger), (site, id) -> Optional.empty());
    Method<?, ?> send =
        new MessageMethods(after(meanwhile), codec, access, messages, mentions, poster)
            .methods()
            .getFirst();
    carryOut(send, new MessageMethods.Send("x", "I see", null, message, null, null, null));
  }

  @SuppressWarnings("unchecked") // the first method is chat.send
  private static void carryOut(Method<?, ?> send, MessageMethods.Send params) {
    Call call = new Call(new Somebody(STAFF, "127.0.0.1"), Instant.EPOCH, null);
    var _ = ((Method<MessageMethods.Send, ?>) send).handler().handle(call, params);
  }

  private record Somebody(Principal principal, String address) implements Caller {}

  /** The ledger, where something else is written just before each write. */
  private Ledger after(Runnable meanwhile) {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("write")) {
                meanwhile.run();
              }
              return invoke(method, arguments);
            });
  }

  private @Nullable Object invoke(java.lang.reflect.Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(ledger, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private String events() {
    List<Event> events = ledger.read(CHANNEL, 0, 10);
    return events == null ? "" : events.toString();
  }
}
