import type { RoomState, Timeline, TimelineMessage } from "@bellhop/client/chat";

/** A message of the conversation, or a note of the staff about it. */
export interface Entry {
  readonly message: TimelineMessage;
  readonly isNote: boolean;
}

/** What a conversation shows: messages and notes by time, as far as both are known without a gap. */
export interface Merged {
  readonly entries: readonly Entry[];
  readonly moreBefore: boolean;
  readonly moreAfter: boolean;
}

/**
 * Merges by time; within each room the server's order holds, whatever the clocks said. What lies before the beginning of
 * the one that has more to read is left out until it is read; the same at the end.
 */
export function merged(chat: Timeline, notes: Timeline): Merged {
  const from = Math.max(beginOf(chat), beginOf(notes));
  const until = Math.min(endOf(chat), endOf(notes));
  return {
    entries: inOrder(chat, notes).filter(({ message }) => isWithin(timeOf(message), from, until)),
    moreBefore: chat.moreBefore || notes.moreBefore,
    moreAfter: chat.moreAfter || notes.moreAfter,
  };
}

/** Which of the two to page for what lies before: the one that hides the other's. */
export function olderOf<R extends Pick<RoomState, "timeline">>(chat: R, notes: R): R | undefined {
  const [later] = [chat, notes]
    .filter(({ timeline }) => timeline.moreBefore)
    .sort((a, b) => beginOf(b.timeline) - beginOf(a.timeline));
  return later;
}

function inOrder(chat: Timeline, notes: Timeline): Entry[] {
  const left = [...chat.messages];
  const right = [...notes.messages];
  const entries: Entry[] = [];
  while (left.length > 0 || right.length > 0) {
    const [message] = left;
    const [note] = right;
    if (message && (!note || timeOf(message) <= timeOf(note))) {
      entries.push({ message, isNote: false });
      left.shift();
    } else if (note) {
      entries.push({ message: note, isNote: true });
      right.shift();
    }
  }
  return entries;
}

function beginOf({ messages: [first], moreBefore }: Timeline): number {
  return moreBefore && first ? timeOf(first) : Number.NEGATIVE_INFINITY;
}

function endOf({ messages, moreAfter }: Timeline): number {
  const last = messages.at(-1);
  return moreAfter && last ? timeOf(last) : Number.POSITIVE_INFINITY;
}

function isWithin(time: number, from: number, until: number): boolean {
  return time >= from && time <= until;
}

function timeOf({ at }: TimelineMessage): number {
  return Date.parse(at);
}
