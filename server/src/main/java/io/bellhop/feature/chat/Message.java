package io.bellhop.feature.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a room.
 *
 * @param clientId what the sender's program called it, to know it again
 * @param offset its number in the room, counted from 1 without gaps; also its event's offset
 */
public record Message(
    long offset, String text, Sender from, @Nullable String clientId, Instant at) {}
