package io.bellhop.feature.desk;

import io.bellhop.engine.Tx;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the desk needs of the chat. */
public interface Rooms {

  /** Makes a conversation's room with its customer in it, and the staff's notes beside it. */
  void open(Tx tx, String site, String room, String name, Person customer, boolean encrypted);

  /**
   * Writes a message.
   *
   * @return its number in the room
   */
  long say(Tx tx, String site, String room, Person from, String text, @Nullable String clientId);

  /** Writes a note that only staff can read. */
  void note(Tx tx, String site, String room, Person from, String text);

  /**
   * Writes a line that nobody said, for example that somebody took the conversation.
   *
   * @param word what happened; pages put it in their own words
   * @param about whom it concerns, if not only the actor
   */
  void notice(Tx tx, String site, String room, Person actor, String word, @Nullable Person about);

  /** What was said, oldest first, without notes; at most 5,000 lines. Blocks. */
  List<Line> transcript(String site, String room);

  /**
   * Removes a conversation's room and its notes with all that was said, in several transactions if
   * that is much.
   *
   * @return false if there is more
   */
  boolean remove(Tx tx, String site, String room);

  /**
   * Ends some of somebody's memberships of staff rooms and groups.
   *
   * @return whether there may be more
   */
  boolean leaveSome(Tx tx, String site, String person);

  /** A line of a transcript; the names of files are part of its text. */
  record Line(String name, String text, Instant at) {}
}
