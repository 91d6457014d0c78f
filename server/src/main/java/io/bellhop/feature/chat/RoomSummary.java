package io.bellhop.feature.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A room with what one person has not read in it.
 *
 * @param members how many are on its list; 0 where the role alone decides
 * @param messages how many there are, without notices
 * @param unread how many of them came after {@code read}
 * @param mentions how many of those mention the reader
 * @param read the newest message the reader has seen, 0 for none
 * @param at when it was last written to, or made
 */
public record RoomSummary(
    String room,
    RoomKind kind,
    String name,
    boolean encrypted,
    int members,
    @Nullable Preview last,
    long messages,
    long unread,
    int mentions,
    long read,
    long delivered,
    Instant at) {

  /**
   * The newest message.
   *
   * @param text its first 140 characters
   * @param files how many it has
   */
  public record Preview(
      long offset,
      MessageKind kind,
      Sender from,
      String text,
      int files,
      @Nullable Boolean sealed,
      @Nullable Boolean deleted,
      Instant at) {}
}
