import type { BellhopError } from "@bellhop/client";
import { byChange, type Counts, isIn, type ListName, type Place, recounted } from "./queues";
import type { Agent, Conversation } from "./shapes";

/** How far a list was read. */
export interface ListState {
  /** The last conversation of its last page; `undefined` once there are no more. */
  readonly reach: Place | undefined;
  readonly paging: boolean;
}

export interface InboxState {
  /** Why the inbox could not be read; it is tried again where that helps. */
  readonly error: BellhopError | undefined;
  /** What is known of, by room. The lists are views of it. */
  readonly conversations: ReadonlyMap<string, Conversation>;
  /** The lists that were read, by `keyOf`. */
  readonly lists: ReadonlyMap<string, ListState>;
  /** Rooms that were asked for and are no conversations. */
  readonly missing: ReadonlySet<string>;
  readonly counts: Counts | undefined;
  readonly agents: ReadonlyMap<string, Agent>;
}

export const EMPTY_INBOX: InboxState = {
  error: undefined,
  conversations: new Map(),
  lists: new Map(),
  missing: new Set(),
  counts: undefined,
  agents: new Map(),
};

const MOST_KEPT = 2_000;

export function keyOf({ queue, team }: ListName): string {
  return `${queue}/${team ?? ""}`;
}

/** The conversations of a list as far as it was read, in the server's order. */
export function conversationsOf(state: InboxState, list: ListName, own: string): Conversation[] {
  const known = state.lists.get(keyOf(list));
  if (!known) return [];
  const { reach } = known;
  return [...state.conversations.values()]
    .filter((one) => isIn(one, list.queue, own) && (list.team === undefined || one.team === list.team))
    .filter((one) => reach === undefined || byChange(one, reach) <= 0)
    .sort(byChange);
}

/** After a page was read: what an event has told since the page was made stays. */
export function withPage(
  state: InboxState,
  list: ListName,
  page: readonly Conversation[],
  more: boolean,
): InboxState {
  const lists = new Map(state.lists);
  lists.set(keyOf(list), { reach: more ? page.at(-1) : undefined, paging: false });
  return bounded({ ...withRead(state, page), lists });
}

/** After conversations were read by themselves. */
export function withRead(state: InboxState, read: readonly Conversation[]): InboxState {
  const conversations = new Map(state.conversations);
  for (const one of read) {
    const known = conversations.get(one.room);
    if (!known || Date.parse(one.at) > Date.parse(known.at)) conversations.set(one.room, one);
  }
  return { ...state, conversations };
}

/** After the event of a change. Events come in order, so of the same moment the later one holds. */
export function withChanged(state: InboxState, changed: Conversation, own: string): InboxState {
  const known = state.conversations.get(changed.room);
  if (known && Date.parse(known.at) > Date.parse(changed.at)) return state;
  const conversations = new Map(state.conversations).set(changed.room, changed);
  const counts = state.counts && known ? recounted(state.counts, known, changed, own) : state.counts;
  return bounded({ ...state, conversations, counts });
}

export function withAgent(state: InboxState, agent: Agent): InboxState {
  return { ...state, agents: new Map(state.agents).set(agent.person.id, agent) };
}

/** Forgets what lies furthest back; the lists then have more to read again. */
function bounded(state: InboxState): InboxState {
  if (state.conversations.size <= MOST_KEPT) return state;
  const kept = [...state.conversations.values()].sort(byChange).slice(0, MOST_KEPT);
  const end = kept.at(-1);
  const lists = [...state.lists].map(([key, list]): [string, ListState] => {
    const cut = end && (list.reach === undefined || byChange(list.reach, end) > 0);
    return [key, cut ? { ...list, reach: end } : list];
  });
  return { ...state, conversations: new Map(kept.map((one) => [one.room, one])), lists: new Map(lists) };
}
