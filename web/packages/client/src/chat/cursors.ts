import type { Message, RoomMember, RoomSummary } from "../generated/protocol";

export type RoomKind = RoomSummary["kind"];

/** How far one's own message has come; before that it waits in the outbox. */
export type Tick = "sent" | "delivered" | "read";

/** Members after somebody's cursors moved; cursors never go back. */
export function withReceipt(
  members: readonly RoomMember[],
  { person, delivered, read }: { person: string; delivered: number; read: number },
): readonly RoomMember[] {
  return members.map((member) =>
    member.id === person
      ? {
          ...member,
          delivered: Math.max(member.delivered, delivered, read),
          read: Math.max(member.read, read),
        }
      : member,
  );
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
