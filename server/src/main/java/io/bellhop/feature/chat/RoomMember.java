package io.bellhop.feature.chat;

/**
 * Somebody who is in a room, or was there.
 *
 * @param delivered the newest message that reached one of their devices
 * @param read the newest message they have seen
 */
public record RoomMember(String id, String role, String name, long delivered, long read) {
  Sender person() {
    return new Sender(id, role, name);
  }

  /** What is left of a person who was erased. */
  RoomMember nobody() {
    return new RoomMember("", role, "", delivered, read);
  }
}
