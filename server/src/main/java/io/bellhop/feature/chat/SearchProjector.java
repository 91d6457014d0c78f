package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Projector;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.ChatEvents.Deleted;
import io.bellhop.feature.chat.ChatEvents.Edited;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the index of what was said, a moment behind it. */
final class SearchProjector implements Projector {
  private final Codec codec;
  private final SearchStore store;

  /** What an event changes in the index. */
  private interface Change {
    void in(Page page);
  }

  SearchProjector(Codec codec, SearchStore store) {
    this.codec = codec;
    this.store = store;
  }

  @Override
  public String name() {
    return "chat.search";
  }

  @Override
  public Consumer<Tx> project(List<Event> events) {
    List<Change> changes =
        events.stream()
            .filter(event -> event.channel().namespace().equals(Room.NAMESPACE))
            .flatMap(event -> change(event).stream())
            .toList();
    return changes.isEmpty() ? _ -> {} : tx -> make(changes, new Page(tx, store.newest(tx)));
  }

  private static void make(List<Change> changes, Page page) {
    changes.forEach(change -> change.in(page));
  }

  private Optional<Change> change(Event event) {
    Channel room = event.channel();
    return switch (event.type()) {
      case "message" -> read(event, MessageSent.class).flatMap(sent -> sent(event, sent));
      case "edited" -> read(event, Edited.class).map(edited -> edited(room, edited));
      case "deleted" -> read(event, Deleted.class).map(deleted -> deleted(room, deleted));
      // A page may have been read before its messages were erased, and was taken after.
      case "erased" -> Optional.of(page -> store.removeUpTo(page.tx, room, event.offset()));
      default -> Optional.empty();
    };
  }

  /** What another version of the server writes may have another shape. */
  private <T> Optional<T> read(Event event, Class<T> type) {
    try {
      return Optional.of(codec.read(event.data(), type));
    } catch (BellhopException e) {
      return Optional.empty();
    }
  }

  private static Optional<Change> sent(Event event, MessageSent sent) {
    String words = SearchStore.words(event.channel(), sent.text());
    return sent.kind() == MessageKind.MESSAGE && !words.isEmpty()
        ? Optional.of(page -> page.add(event.channel(), event.offset(), words))
        : Optional.empty();
  }

  private static Change edited(Channel room, Edited edited) {
    String words = SearchStore.words(room, edited.text());
    return page -> page.replace(room, edited.message(), words);
  }

  private Change deleted(Channel room, Deleted deleted) {
    return page ->
        store.id(page.tx, room, deleted.message()).ifPresent(known -> store.remove(page.tx, known));
  }

  /** One page of events in its transaction; ids are given in their order. */
  private final class Page {
    private final Tx tx;
    private long id;

    Page(Tx tx, long newest) {
      this.tx = tx;
      this.id = newest;
    }

    void add(Channel room, long message, String words) {
      store.add(tx, ++id, room, message, words);
    }

    /** Keeps the message's place among the others. */
    void replace(Channel room, long message, String words) {
      Long known = store.id(tx, room, message).orElse(null);
      if (known != null) {
        store.deleteWords(tx, known);
      }
      if (words.isEmpty()) {
        return;
      }
      if (known == null) {
        add(room, message, words);
      } else {
        store.insertWords(tx, known, words);
      }
    }
  }
}
