import type { BellhopError } from "../errors";
import type { ChatMessage, ChatReceipt, Message, RoomMember, RoomSummary } from "../generated/protocol";
import { type Tick, tickOf, withCursors, withMember } from "./cursors";
import {
  EMPTY_TIMELINE,
  reacted,
  type Timeline,
  type TimelineMessage,
  withChanged,
  withDeleted,
  withMessages,
} from "./timeline";
import type { UnsentMessage } from "./unsent";

/** Where what was not read begins: a line before the first message after `after`, saying how many there are. */
export interface UnreadLine {
  readonly after: number;
  readonly count: number;
}

export interface RoomState {
  readonly phase: "loading" | "ready" | "failed";
  /** Why it failed, or why the latest page could not be loaded. */
  readonly error: BellhopError | undefined;
  readonly room: RoomSummary | undefined;
  /** Id of the principal. */
  readonly own: string | undefined;
  readonly members: readonly RoomMember[];
  readonly timeline: Timeline;
  readonly unsent: readonly UnsentMessage[];
  readonly unreadLine: UnreadLine | undefined;
  /** Messages of others that came since somebody last looked at the end. */
  readonly unseen: number;
  readonly paging: boolean;
}

export const NEW_ROOM: RoomState = {
  phase: "loading",
  error: undefined,
  room: undefined,
  own: undefined,
  members: [],
  timeline: EMPTY_TIMELINE,
  unsent: [],
  unreadLine: undefined,
  unseen: 0,
  paging: false,
};

/** An event of a room's channel. */
export interface RoomEvent {
  offset: number;
  type: string;
  data: unknown;
  at: string;
}

/** The state after an event that is not a message; a message goes to `withArrived`. */
export function withEvent(state: RoomState, event: RoomEvent): RoomState {
  const { type } = event;
  if (type === "receipt") return withReceipt(state, event.data as ChatReceipt);
  if (type === "erased") return withoutAll(state, event.offset);
  if (type === "joined") return { ...state, members: withMember(state.members, event.data as RoomMember) };
  if (type === "left") {
    const { id } = event.data as { id: string };
    return { ...state, members: state.members.filter((member) => member.id !== id) };
  }
  if (type === "room") {
    const { name } = event.data as { name: string };
    return { ...state, room: state.room && { ...state.room, name } };
  }
  return { ...state, timeline: changedTimeline(state, event) };
}

/** All that was said until then is gone, and with it who was there. */
function withoutAll(state: RoomState, until: number): RoomState {
  const messages = state.timeline.messages.filter(({ offset }) => offset > until);
  const timeline = { ...EMPTY_TIMELINE, messages, moreAfter: state.timeline.moreAfter };
  return { ...state, timeline, members: [], unseen: 0, unreadLine: undefined };
}

/** A receipt names nobody; who is not known by then is of the staff of a conversation, or counts for nothing. */
function withReceipt(state: RoomState, { person, ...cursors }: ChatReceipt): RoomState {
  const { members, room } = state;
  const known = members.find(({ id }) => id === person);
  if (!known && room?.kind !== "conversation") return state;
  return {
    ...state,
    members: withCursors(members, known ?? { id: person, role: "staff", name: "" }, cursors),
  };
}

function changedTimeline({ timeline, own }: RoomState, { type, data, at }: RoomEvent): Timeline {
  const { message: offset, at: _, ...change } = data as { message: number; at?: string };
  if (type === "deleted") return withDeleted(timeline, offset);
  if (type === "edited") {
    return withChanged(timeline, offset, (message) => ({ ...message, ...change, editedAt: at }));
  }
  if (type !== "reaction") return timeline;
  return withChanged(timeline, offset, (message) => ({
    ...message,
    reactions: reacted(message.reactions, change as Parameters<typeof reacted>[1], own),
  }));
}

/**
 * The state after a message came. Its sender has seen it. A window into the past stays as it is: the message comes
 * when one pages there.
 *
 * @param readsBack whether somebody looks at another part than the end
 */
export function withArrived(
  state: RoomState,
  message: TimelineMessage,
  isSeen: boolean,
  readsBack = false,
): RoomState {
  const { timeline, own, members, unseen, unreadLine } = state;
  const { offset, from, kind } = message;
  const isOwn = from.id === own;
  const counts = !isOwn && kind === "message" && !isSeen;
  return {
    ...state,
    timeline: timeline.moreAfter ? timeline : withMessages(timeline, [message], readsBack),
    members: withCursors(members, from, { delivered: offset, read: offset }),
    unseen: isSeen || isOwn ? 0 : unseen + (counts ? 1 : 0),
    unreadLine: isOwn ? undefined : counts ? lineWith(unreadLine, unseen, offset) : unreadLine,
  };
}

/** The state after those of some events that are not in it. What is sealed waits to be opened. */
export function withHeard(state: RoomState, events: readonly RoomEvent[], known: number): RoomState {
  return events.reduce((now, { data, ...event }) => {
    if (event.offset <= known) return now;
    const { sealed } = data as Message;
    const told = { ...event, data: sealed ? { ...(data as Message), lock: "waiting" } : data };
    return event.type === "message" ? withArrived(now, messageOf(told), true) : withEvent(now, told);
  }, state);
}

export function messageOf({ offset, at, data }: RoomEvent): TimelineMessage {
  return { ...(data as ChatMessage), offset, at, reactions: [] };
}

/** The line stays where it began as long as nobody has looked; one that was looked at makes way for the next. */
function lineWith(line: UnreadLine | undefined, unseen: number, offset: number): UnreadLine {
  return line && unseen > 0 ? { ...line, count: line.count + 1 } : { after: offset - 1, count: 1 };
}

/** How far each of one's own messages has come. */
export function tickIn({ members, room }: RoomState, message: Message): Tick {
  return tickOf(message, members, room?.kind);
}
