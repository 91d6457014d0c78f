import type { ChatMessage, Methods, OutboxEntry } from "@bellhop/client";

/** A message in the timeline; `arrivedAt` is set (milliseconds, own clock) if it came while looking on. */
export type TimelineMessage = ChatMessage & { arrivedAt?: number };

/** What a room shows: messages in order of their offsets, and whether older ones exist. */
export interface Timeline {
  readonly messages: readonly TimelineMessage[];
  readonly more: boolean;
}

export const EMPTY_TIMELINE: Timeline = { messages: [], more: false };

const MOST_MESSAGES = 1_000;

/** Adds messages in any order; known offsets stay as they are. Beyond 1,000 the oldest go, to be paged in again. */
export function withMessages(timeline: Timeline, added: readonly TimelineMessage[]): Timeline {
  const known = new Set(timeline.messages.map(({ offset }) => offset));
  const fresh = added.filter(({ offset }) => !known.has(offset));
  if (fresh.length === 0) return timeline;
  const messages = [...timeline.messages, ...fresh].sort((a, b) => a.offset - b.offset);
  const surplus = Math.max(0, messages.length - MOST_MESSAGES);
  return { messages: messages.slice(surplus), more: timeline.more || surplus > 0 };
}

/** Adds a page of older messages in front, of any number. */
export function withOlder(timeline: Timeline, page: readonly ChatMessage[], more: boolean): Timeline {
  const [oldest] = timeline.messages;
  const older = oldest ? page.filter(({ offset }) => offset < oldest.offset) : page;
  return { messages: [...older, ...timeline.messages], more };
}

/** One's own message that is not committed as far as this page knows. */
export interface UnsentMessage {
  key: string;
  text: string;
  at: number;
  failed: boolean;
}

/** The room's entries of the outbox, but for those that have come in already and whose answers are about to say so. */
export function unsentOf(
  entries: readonly OutboxEntry[],
  room: string,
  { messages }: Timeline,
): UnsentMessage[] {
  const arrived = new Set(messages.map(({ clientId }) => clientId));
  return entries
    .filter(isSendTo(room))
    .filter(({ params }) => !arrived.has(params.clientId))
    .map(({ key, params, at, state }) => ({ key, text: params.text ?? "", at, failed: state === "failed" }));
}

type SendEntry = OutboxEntry & { params: Methods["chat.send"]["params"] & { clientId: string } };

export function isSendTo(room: string): (entry: OutboxEntry) => entry is SendEntry {
  return (entry): entry is SendEntry =>
    entry.method === "chat.send" && (entry.params as { room?: unknown }).room === room;
}
