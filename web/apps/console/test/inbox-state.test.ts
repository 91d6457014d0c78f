import { describe, expect, test } from "vitest";
import { conversationsOf, EMPTY_INBOX, withChanged, withPage, withRead } from "../src/stores/inbox-state";
import type { ListName } from "../src/stores/queues";
import { at, conversation, person } from "./shapes";

const OWN = "me";
const me = person(OWN);
const counts = { mine: 0, unassigned: 1, all: 1, snoozed: 0, resolved: 0 };
const list = (queue: ListName["queue"], team?: string): ListName => ({ queue, team });
const rooms = (state: typeof EMPTY_INBOX, of: ListName) =>
  conversationsOf(state, of, OWN).map(({ room }) => room);

describe("a list", () => {
  test("has its conversations in the server's order, the last changed first, by room where that is the same", () => {
    const page = [conversation("b", 2), conversation("a", 2), conversation("c", 1)];

    const state = withPage(EMPTY_INBOX, list("all"), [...page].reverse(), false);

    expect(rooms(state, list("all"))).toEqual(["b", "a", "c"]);
  });

  test("ends where it was read, whatever other lists know", () => {
    const old = withPage(EMPTY_INBOX, list("unassigned"), [conversation("old", 1)], false);

    const state = withPage(old, list("all"), [conversation("new", 9), conversation("middle", 5)], true);
    const whole = withPage(state, list("all"), [conversation("old", 1)], false);

    expect(rooms(state, list("all"))).toEqual(["new", "middle"]);
    expect(rooms(whole, list("all"))).toEqual(["new", "middle", "old"]);
  });

  test("of one team leaves out the others'", () => {
    const page = [conversation("front", 2, { team: "front" }), conversation("none", 1)];

    const state = withPage(EMPTY_INBOX, list("all", "front"), page, false);

    expect(rooms(state, list("all", "front"))).toEqual(["front"]);
  });

  test("is unread until a page came", () => {
    expect(rooms(withRead(EMPTY_INBOX, [conversation("a", 1)]), list("all"))).toEqual([]);
  });
});

describe("an event", () => {
  test("moves a conversation between the queues and the counts with it", () => {
    const page = withPage(EMPTY_INBOX, list("unassigned"), [conversation("a", 1)], false);
    const before = { ...withPage(page, list("mine"), [], false), counts };

    const taken = withChanged(before, conversation("a", 2, { assignee: me }), OWN);
    const resolved = withChanged(taken, conversation("a", 3, { assignee: me, status: "resolved" }), OWN);

    expect(rooms(taken, list("unassigned"))).toEqual([]);
    expect(rooms(taken, list("mine"))).toEqual(["a"]);
    expect(taken.counts).toEqual({ mine: 1, unassigned: 0, all: 1, snoozed: 0, resolved: 0 });
    expect(rooms(resolved, list("mine"))).toEqual([]);
    expect(resolved.counts).toEqual({ mine: 0, unassigned: 0, all: 0, snoozed: 0, resolved: 1 });
  });

  test("of the past changes nothing, one of the same moment does", () => {
    const state = withRead(EMPTY_INBOX, [conversation("a", 5)]);

    const past = withChanged(state, conversation("a", 4, { assignee: me }), OWN);
    const same = withChanged(state, conversation("a", 5, { assignee: me }), OWN);

    expect(past).toBe(state);
    expect(same.conversations.get("a")?.assignee).toEqual(me);
  });

  test("is not undone by a page that was made before it", () => {
    const state = withChanged(EMPTY_INBOX, conversation("a", 5, { assignee: me }), OWN);

    const paged = withPage(state, list("all"), [conversation("a", 4)], false);

    expect(paged.conversations.get("a")?.assignee).toEqual(me);
  });

  test("of something unknown leaves the counts to the server", () => {
    const state = withChanged({ ...EMPTY_INBOX, counts }, conversation("a", 1), OWN);

    expect(state.counts).toBe(counts);
  });
});

test("no more than 2,000 are kept, and the lists have more to read again", () => {
  const page = Array.from({ length: 2_001 }, (_, number) => conversation(`room-${number}`, number));

  const state = withPage(EMPTY_INBOX, list("all"), page, false);

  expect(state.conversations.size).toBe(2_000);
  expect(state.conversations.has("room-0")).toBe(false);
  expect(state.lists.get("all/")?.reach?.at).toBe(at(1));
});
