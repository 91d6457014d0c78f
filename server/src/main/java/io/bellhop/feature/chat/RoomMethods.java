package io.bellhop.feature.chat;

import io.bellhop.engine.Call;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Method;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Text;
import io.bellhop.feature.chat.SummaryStore.After;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code chat.rooms} and {@code chat.members}: the lists. */
final class RoomMethods {
  private static final int DEFAULT_LIMIT = 200;

  record RoomsParams(
      @Nullable RoomKind kind,
      @Nullable @Text(max = 112, pattern = After.PATTERN) String after,
      @Nullable @Range(min = 1, max = 1_000) Integer limit) {}

  /**
   * @param next where the next page goes on; absent after the last
   */
  record RoomList(List<RoomSummary> rooms, @Nullable String next) {}

  record MembersParams(
      @Text(max = 96, pattern = Room.ID) String room,
      @Nullable @Text(max = 80) String text,
      @Nullable @Text(max = 64) String after,
      @Nullable @Range(min = 1, max = 1_000) Integer limit) {}

  /**
   * @param next where the next page goes on; absent after the last
   */
  record MemberList(List<RoomMember> members, @Nullable String next) {}

  private final Access access;
  private final SummaryStore summaries;
  private final MemberStore members;

  RoomMethods(Access access, SummaryStore summaries, MemberStore members) {
    this.access = access;
    this.summaries = summaries;
    this.members = members;
  }

  List<Method<?, ?>> methods() {
    return List.of(
        Method.named("chat.rooms", RoomsParams.class, RoomList.class)
            .summary("Lists the rooms that the caller may enter, those written to last first.")
            .does(this::rooms),
        Method.named("chat.members", MembersParams.class, MemberList.class)
            .summary("Lists who is in a room, or those of them with a name like a text.")
            .does(this::members));
  }

  private RoomList rooms(Call call, RoomsParams params) {
    int limit = limit(params.limit());
    After after = params.after() == null ? null : After.of(params.after());
    List<RoomSummary> rooms = summaries.page(call.principal(), params.kind(), after, limit);
    return new RoomList(rooms, rooms.size() < limit ? null : After.cursor(rooms.getLast()));
  }

  private MemberList members(Call call, MembersParams params) {
    Channel room = access.enter(call, params.room()).channel();
    int limit = limit(params.limit());
    String text = Optional.ofNullable(params.text()).orElse("");
    String after = Optional.ofNullable(params.after()).orElse("");
    List<RoomMember> page = members.page(room, text, after, limit);
    return new MemberList(page, page.size() < limit ? null : page.getLast().id());
  }

  private static int limit(@Nullable Integer limit) {
    return Optional.ofNullable(limit).orElse(DEFAULT_LIMIT);
  }
}
