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
import java.util.Set;

/** Keeps the index of what was said, a moment behind it. */
final class SearchProjector implements Projector {
  private final Codec codec;
  private final SearchStore store;

  SearchProjector(Codec codec, SearchStore store) {
    this.codec = codec;
    this.store = store;
  }

  @Override
  public String name() {
    return "chat.search";
  }

  @Override
  public void project(Tx tx, List<Event> events) {
    List<Event> ours =
        events.stream().filter(e -> e.channel().namespace().equals(Room.NAMESPACE)).toList();
    if (!ours.isEmpty()) {
      new Page(tx, store.newest(tx)).take(ours);
    }
  }

  /** One page of events; ids are given in their order. */
  private final class Page {
    private final Tx tx;
    private long id;

    Page(Tx tx, long newest) {
      this.tx = tx;
      this.id = newest;
    }

    void take(List<Event> events) {
      events.forEach(this::take);
    }

    private void take(Event event) {
      Channel room = event.channel();
      switch (event.type()) {
        case "message" -> read(event, MessageSent.class).ifPresent(sent -> onMessage(event, sent));
        case "edited" -> read(event, Edited.class).ifPresent(edited -> onEdited(room, edited));
        case "deleted" -> read(event, Deleted.class).ifPresent(deleted -> remove(room, deleted));
        // A page may have been read before its messages were erased, and was taken after.
        case "erased" -> store.removeUpTo(tx, room, event.offset());
        default -> {}
      }
    }

    /** A token may let a client publish here, what it likes. */
    private <T> Optional<T> read(Event event, Class<T> type) {
      try {
        return Optional.of(codec.read(event.data(), type));
      } catch (BellhopException e) {
        return Optional.empty();
      }
    }

    private void onMessage(Event event, MessageSent sent) {
      Set<String> words = Words.of(sent.text());
      if (sent.kind() == MessageKind.MESSAGE && !words.isEmpty()) {
        store.add(tx, ++id, event.channel(), event.offset(), words);
      }
    }

    /** Keeps the message's place among the others. */
    private void onEdited(Channel room, Edited edited) {
      Set<String> words = Words.of(edited.text());
      Long known = store.id(tx, room, edited.message()).orElse(null);
      if (known == null) {
        if (!words.isEmpty()) {
          store.add(tx, ++id, room, edited.message(), words);
        }
        return;
      }
      store.deleteWords(tx, known);
      if (!words.isEmpty()) {
        store.insertWords(tx, known, words, SearchStore.place(room.site(), room.id()));
      }
    }

    private void remove(Channel room, Deleted deleted) {
      store.id(tx, room, deleted.message()).ifPresent(known -> store.remove(tx, known));
    }
  }
}
