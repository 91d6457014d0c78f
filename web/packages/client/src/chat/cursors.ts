import type { Message, RoomMember, RoomSummary, Sender } from "../generated/protocol";

export type RoomKind = RoomSummary["kind"];

/** How far one's own message has come; before that it waits in the outbox. */
export type Tick = "sent" | "delivered" | "read";

/** Cursors after they moved. */
export function further<C extends { delivered: number; read: number }>(
  cursors: C,
  delivered: number,
  read: number,
): C {
  return {
    ...cursors,
    delivered: Math.max(cursors.delivered, delivered),
    read: Math.max(cursors.read, read),
  };
}

/**
 * Members after somebody's cursors moved; cursors never go back. Somebody who was not among them is now: staff look
 * after a conversation without being on its list.
 */
export function withCursors(
  members: readonly RoomMember[],
  person: Sender,
  { delivered, read }: { delivered: number; read: number },
): readonly RoomMember[] {
  const known = members.find(({ id }) => id === person.id) ?? { ...person, delivered: 0, read: 0 };
  const moved = further(known, Math.max(delivered, read), read);
  return members.includes(known)
    ? members.map((member) => (member === known ? moved : member))
    : [...members, moved];
}

export function withMember(members: readonly RoomMember[], joined: RoomMember): readonly RoomMember[] {
  return [...members.filter(({ id }) => id !== joined.id), joined];
}

/**
 * Who the message was for: in a conversation the other side, elsewhere all others. It counts as delivered or read in
 * a conversation once one of them has it, elsewhere once all have.
 */
export function tickOf(message: Message, members: readonly RoomMember[], kind: RoomKind | undefined): Tick {
  const { from, offset } = message;
  const isConversation = kind === "conversation";
  const readers = members.filter(
    ({ id, role }) => id !== from.id && (!isConversation || isStaff(role) !== isStaff(from.role)),
  );
  const has = (cursor: "delivered" | "read") => {
    const reached = (member: RoomMember) => member[cursor] >= offset;
    return readers.length > 0 && (isConversation ? readers.some(reached) : readers.every(reached));
  };
  if (has("read")) return "read";
  return has("delivered") ? "delivered" : "sent";
}

export function isStaff(role: string): boolean {
  return role === "staff" || role === "manager" || role === "backend";
}
