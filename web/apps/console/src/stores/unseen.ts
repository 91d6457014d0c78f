import type { RoomSummary } from "@bellhop/client/chat";
import { isIn } from "./queues";
import type { Conversation } from "./shapes";

/** Messages that nobody of concern has seen, by room: of one's own conversations and of those that are nobody's. */
export function unseenOf(
  conversations: Iterable<Conversation>,
  rooms: readonly RoomSummary[],
  own: string,
): ReadonlyMap<string, number> {
  const unread = new Map(rooms.map((room) => [room.room, room.unread]));
  const unseen = new Map<string, number>();
  for (const one of conversations) {
    const count = unread.get(one.room) ?? 0;
    if (count > 0 && (isIn(one, "mine", own) || isIn(one, "unassigned", own))) unseen.set(one.room, count);
  }
  return unseen;
}

/** The page's title with how many conversations wait to be seen. */
export function titleWith(unseen: number, title: string): string {
  return unseen > 0 ? `(${unseen}) ${title}` : title;
}
