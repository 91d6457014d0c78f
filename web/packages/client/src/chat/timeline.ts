import type { Message, Reaction } from "../generated/protocol";
import type { Lock } from "../sealed";

/** A message as a room shows it. */
export type TimelineMessage = Message & {
  /** When it came while looking on (milliseconds, own clock); unset for history. */
  arrivedAt?: number;
  /** Known by its answer only; its event replaces it. */
  provisional?: boolean;
  /** Why a message of an encrypted room does not open; unset where it is in plain, then `sealed` is too. */
  lock?: Lock | undefined;
  /** Whether it quotes an encrypted message that its sender could not read either. */
  quotesLocked?: boolean;
};

/** An unbroken run of a room's messages in order of their offsets, and whether there are more at its ends. */
export interface Timeline {
  readonly messages: readonly TimelineMessage[];
  readonly moreBefore: boolean;
  readonly moreAfter: boolean;
}

export const EMPTY_TIMELINE: Timeline = { messages: [], moreBefore: false, moreAfter: false };

const MOST_MESSAGES = 1_000;
const MOST_NAMED = 10;

/**
 * Adds messages at the end, in any order; known ones stay, unless provisional. Beyond 1,000 the oldest go, to be paged in
 * again.
 *
 * @param readsBack whether somebody looks at another part than the end: then the new ones are what is to be paged in
 */
export function withMessages(
  timeline: Timeline,
  added: readonly TimelineMessage[],
  readsBack = false,
): Timeline {
  const settled = new Set(
    timeline.messages.filter(({ provisional }) => !provisional).map(({ offset }) => offset),
  );
  const fresh = added.filter(({ offset }) => !settled.has(offset));
  if (fresh.length === 0) return timeline;
  const replaced = new Set(fresh.map(({ offset }) => offset));
  const kept = timeline.messages.filter(({ offset }) => !replaced.has(offset));
  const messages = [...kept, ...fresh].sort((a, b) => a.offset - b.offset);
  const surplus = Math.max(0, messages.length - MOST_MESSAGES);
  if (readsBack && surplus > 0) return { ...timeline, moreAfter: true };
  return { ...timeline, messages: messages.slice(surplus), moreBefore: timeline.moreBefore || surplus > 0 };
}

/** Adds the page of what lies before in front, of any number of messages. */
export function withOlder(timeline: Timeline, { messages, moreBefore }: Timeline): Timeline {
  return { ...timeline, messages: [...messages, ...timeline.messages], moreBefore };
}

/** Adds the page that follows. */
export function withNewer(timeline: Timeline, { messages, moreAfter }: Timeline): Timeline {
  return { ...withMessages(timeline, messages), moreAfter };
}

/** Puts another message in the place of one; the same timeline where that one is not in it. */
export function withChanged(
  timeline: Timeline,
  offset: number,
  change: (message: TimelineMessage) => TimelineMessage,
): Timeline {
  if (!timeline.messages.some((message) => message.offset === offset)) return timeline;
  const messages = timeline.messages.map((message) =>
    message.offset === offset ? change(message) : message,
  );
  return { ...timeline, messages };
}

/** What stays of a deleted message. Answers to it no longer quote it. */
export function withDeleted(timeline: Timeline, offset: number): Timeline {
  const messages = timeline.messages.map((message) => {
    if (message.offset === offset) {
      return { ...message, text: "", files: [], links: [], mentions: [], reactions: [], deleted: true };
    }
    const { replyTo } = message;
    if (replyTo?.offset !== offset) return message;
    return { ...message, replyTo: { ...replyTo, text: "" }, quotesLocked: false };
  });
  return { ...timeline, messages };
}

/** The reactions after somebody gave or took back an emoji; told twice, it counts once as far as that can be known. */
export function reacted(
  reactions: readonly Reaction[],
  { emoji, person, on }: { emoji: string; person: string; on: boolean },
  own: string | undefined,
): Reaction[] {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  const before = known ?? { emoji, count: 0, by: [], mine: false };
  const isOwn = person === own;
  const had = isOwn ? before.mine : before.by.includes(person);
  if (had && on) return [...reactions];
  const others = before.by.filter((id) => id !== person);
  const after = {
    emoji,
    count: before.count + (on ? 1 : -1),
    by: on ? [...others, person].slice(0, MOST_NAMED) : others,
    mine: isOwn ? on : before.mine,
  };
  if (!known) return after.count > 0 ? [...reactions, after] : [...reactions];
  return reactions
    .map((reaction) => (reaction.emoji === emoji ? after : reaction))
    .filter(({ count }) => count > 0);
}
