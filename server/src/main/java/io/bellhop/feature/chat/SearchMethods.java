package io.bellhop.feature.chat;

import io.bellhop.engine.Call;
import io.bellhop.engine.Method;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code chat.search}. */
final class SearchMethods {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MOST_WORDS = 16;

  /** What can be told in milliseconds. */
  private static final Instant EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  private static final Instant NEVER = Instant.ofEpochMilli(0);

  /**
   * @param text words that must all be there, the last one also as a beginning
   * @param before where an earlier page ended
   */
  record Search(
      @Text(max = 200) String text,
      @Nullable @Text(max = 96, pattern = Room.ID) String room,
      @Nullable @Text(max = 64) String from,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable @Range(min = 1) Long before,
      @Nullable @Range(min = 1, max = 50) Integer limit) {}

  record SearchHit(String room, Message message, String snippet) {}

  /**
   * @param next where the next page goes on; absent after the last
   */
  record Hits(List<SearchHit> hits, @Nullable Long next) {}

  private final Access access;
  private final SearchStore store;

  SearchMethods(Access access, SearchStore store) {
    this.access = access;
    this.store = store;
  }

  List<Method<?, ?>> methods() {
    return List.of(
        Method.named("chat.search", Search.class, Hits.class)
            .summary("Finds messages in the rooms that the caller may enter, newest first.")
            .limit(20, 5)
            .does(this::search));
  }

  private Hits search(Call call, Search params) {
    Set<String> words = Words.of(params.text());
    if (words.isEmpty() || words.size() > MOST_WORDS) {
      throw BellhopException.invalid("text", "give 1 to " + MOST_WORDS + " words");
    }
    Set<String> rooms =
        params.room() == null ? Set.of() : Set.of(access.enter(call, params.room()).channel().id());
    SearchStore.Query query =
        new SearchStore.Query(
            words,
            rooms,
            Optional.ofNullable(params.from()).orElse(""),
            within(params.since(), NEVER),
            within(params.until(), EVER),
            Optional.ofNullable(params.before()).orElse(Long.MAX_VALUE));
    int limit = Optional.ofNullable(params.limit()).orElse(DEFAULT_LIMIT);
    SearchStore.Page page = store.find(call.principal(), query, limit);
    List<SearchHit> hits =
        page.found().stream()
            .map(one ->
                new SearchHit(
                    one.room(), one.message(), Words.snippet(one.message().text(), words)))
            .toList();
    return new Hits(hits, page.next() == 0 ? null : page.next());
  }

  private static Instant within(@Nullable Instant time, Instant otherwise) {
    if (time == null) {
      return otherwise;
    }
    return time.isBefore(NEVER) ? NEVER : time;
  }
}
