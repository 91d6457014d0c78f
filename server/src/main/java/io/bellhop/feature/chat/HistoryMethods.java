package io.bellhop.feature.chat;

import io.bellhop.engine.Call;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Position;
import io.bellhop.engine.Principal;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code chat.open} and {@code chat.history}: what was said, a page at a time. */
final class HistoryMethods {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MEMBERS_SHOWN = 200;

  record Open(
      @Text(max = 96, pattern = Room.ID) String room,
      @Nullable @Range(min = 1, max = 200) Integer limit) {}

  record Opened(
      RoomSummary room,
      List<RoomMember> members,
      List<Message> messages,
      boolean more,
      Where position) {}

  /** At most one of {@code before}, {@code after} and {@code around}; none is the newest page. */
  record HistoryParams(
      @Text(max = 96, pattern = Room.ID) String room,
      @Nullable @Range(min = 1) Long before,
      @Nullable @Range Long after,
      @Nullable @Range(min = 1) Long around,
      @Nullable @Range(min = 1, max = 200) Integer limit) {}

  record HistoryPage(
      List<Message> messages, boolean moreBefore, boolean moreAfter, Where position) {}

  private final Ledger ledger;
  private final Access access;
  private final SummaryStore summaries;
  private final MemberStore members;
  private final Pages pages;

  HistoryMethods(
      Ledger ledger, Access access, SummaryStore summaries, MemberStore members, Pages pages) {
    this.ledger = ledger;
    this.access = access;
    this.summaries = summaries;
    this.members = members;
    this.pages = pages;
  }

  List<Method<?, ?>> methods() {
    return List.of(
        Method.named("chat.open", Open.class, Opened.class)
            .summary("Reads a room: what it is, who is in it, and its newest messages.")
            .does(this::open),
        Method.named("chat.history", HistoryParams.class, HistoryPage.class)
            .summary("Reads a page of messages, oldest first, and the position it is true for.")
            .does(this::history));
  }

  /**
   * The position comes first: what is written meanwhile is then shown twice at worst, and told
   * apart by its offset; never missed.
   */
  private Opened open(Call call, Open params) {
    Channel room = access.enter(call, params.room()).channel();
    Position head = ledger.head(room);
    Pages.Page page = pages.newest(room, call.principal().id(), limit(params.limit()));
    return new Opened(
        summaries.of(call.principal(), room),
        members(room, call.principal()),
        page.messages(),
        page.moreBefore(),
        Where.of(room, head));
  }

  /** The first of them, and the reader in any case. */
  private List<RoomMember> members(Channel room, Principal reader) {
    List<RoomMember> first = new ArrayList<>(members.page(room, "", "", MEMBERS_SHOWN));
    if (first.stream().noneMatch(member -> member.id().equals(reader.id()))) {
      Sender own = Sender.of(reader);
      first.add(
          members
              .find(room, reader.id())
              .orElse(new RoomMember(own.id(), own.role(), own.name(), 0, 0)));
    }
    return first;
  }

  private HistoryPage history(Call call, HistoryParams params) {
    if (Stream.of(params.before(), params.after(), params.around()).filter(Objects::nonNull).count()
        > 1) {
      throw BellhopException.invalid("before", "give one of before, after and around");
    }
    Channel room = access.enter(call, params.room()).channel();
    Position head = ledger.head(room);
    Pages.Page page = page(room, call.principal().id(), params);
    return new HistoryPage(
        page.messages(), page.moreBefore(), page.moreAfter(), Where.of(room, head));
  }

  private Pages.Page page(Channel room, String reader, HistoryParams params) {
    int limit = limit(params.limit());
    if (params.after() != null) {
      return pages.after(room, reader, params.after(), limit);
    }
    if (params.around() != null) {
      return pages.around(room, reader, params.around(), limit);
    }
    return params.before() == null
        ? pages.newest(room, reader, limit)
        : pages.before(room, reader, params.before(), limit);
  }

  private static int limit(@Nullable Integer limit) {
    return Optional.ofNullable(limit).orElse(DEFAULT_LIMIT);
  }
}
