import { expect, test } from "vitest";
import type { OutboxEntry } from "../src";
import { tickOf, withCursors } from "../src/chat/cursors";
import { NEW_ROOM, type RoomState, withArrived, withEvent } from "../src/chat/room-state";
import { summaryAfter, summaryRead } from "../src/chat/rooms-state";
import {
  EMPTY_TIMELINE,
  reacted,
  type Timeline,
  withChanged,
  withDeleted,
  withMessages,
  withOlder,
} from "../src/chat/timeline";
import { withoutExpired, withTyping } from "../src/chat/typing";
import { isSendTo, unsentOf } from "../src/chat/unsent";
import { ann, ben, member, message, summary } from "./fake-chat";

const offsets = ({ messages }: Timeline) => messages.map(({ offset }) => offset);
const entry = (key: string, text: string, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  key,
  owner: "ann",
  method: "chat.send",
  params: { room: "lobby", text, clientId: `client-${key}` },
  at: 1_000,
  state: "pending",
  ...more,
});
const event = (type: string, data: object) => ({ offset: 99, type, data, at: "2026-11-21T08:00:00Z" });

test("messages are kept in order of their offsets, each once", () => {
  const timeline = withMessages(EMPTY_TIMELINE, [message(3), message(1)]);

  expect(offsets(withMessages(timeline, [message(2), message(3)]))).toEqual([1, 2, 3]);
  expect(withMessages(timeline, [message(3)])).toBe(timeline);
});

test("an event replaces what was known by its answer only", () => {
  const answered = withMessages(EMPTY_TIMELINE, [{ ...message(1), provisional: true }]);

  const [known] = withMessages(answered, [message(1, { links: ["https://a.example/"] })]).messages;

  expect(known).toMatchObject({ links: ["https://a.example/"] });
  expect(known?.provisional).toBeUndefined();
});

test("a long timeline lets the oldest go, to be paged in again", () => {
  const many = Array.from({ length: 1_002 }, (_, index) => message(index + 1));
  const timeline = withMessages(EMPTY_TIMELINE, many);

  expect(timeline.messages).toHaveLength(1_000);
  expect(timeline.moreBefore).toBe(true);
  const page = { ...EMPTY_TIMELINE, messages: [message(1), message(2), message(3)] };
  expect(offsets(withOlder(timeline, page)).slice(0, 3)).toEqual([1, 2, 3]);
});

test("what waits is shown, but for what has come in already, whatever its words", () => {
  const entries = [entry("a", "hello"), entry("b", "hello"), entry("c", "bad", { state: "failed" })];
  const before = withMessages(EMPTY_TIMELINE, [message(1, { text: "hello" })]);
  const after = withMessages(before, [message(2, { text: "hello", clientId: "client-b" })]);

  const underway = entries.filter(isSendTo("lobby"));
  expect(unsentOf(underway, before, () => undefined).map(({ key }) => key)).toEqual(["a", "b", "c"]);
  expect(unsentOf(underway, after, () => undefined).map(({ key }) => key)).toEqual(["a", "c"]);
  expect(entries.filter(isSendTo("bar"))).toEqual([]);
});

test("an edit changes the words, and a deletion leaves a tombstone that nobody quotes", () => {
  const quoting = message(2, { replyTo: { offset: 1, from: ann, text: "text 1" } });
  const timeline = withMessages(EMPTY_TIMELINE, [message(1), quoting]);

  const edited = withChanged(timeline, 1, (one) => ({ ...one, text: "better" }));
  const deleted = withDeleted(edited, 1);

  expect(edited.messages[0]?.text).toBe("better");
  expect(deleted.messages[0]).toMatchObject({ deleted: true, text: "" });
  expect(deleted.messages[1]?.replyTo?.text).toBe("");
});

test("reactions are counted once for each person, and vanish with the last", () => {
  const heart = (person: string, on = true) => ({ emoji: "❤", person, on });
  const one = reacted([], heart("ben"), "ann");
  const both = reacted(one, heart("ann"), "ann");

  expect(reacted(one, heart("ben"), "ann")).toEqual(one);
  expect(both).toEqual([{ emoji: "❤", count: 2, by: ["ben", "ann"], mine: true }]);
  expect(reacted(reacted(both, heart("ann", false), "ann"), heart("ben", false), "ann")).toEqual([]);
});

test("a message to the other side is delivered and read as soon as one of them has it", () => {
  const cleo = { id: "cleo", role: "manager", name: "Cleo" };
  const tick = (delivered: number, read: number, kind: "conversation" | "group") =>
    tickOf(message(5), [member(ann), member(ben), member(cleo, { delivered, read })], kind);

  expect(tick(4, 4, "conversation")).toBe("sent");
  expect(tick(5, 4, "conversation")).toBe("delivered");
  expect(tick(5, 5, "conversation")).toBe("read");
  expect(tick(5, 5, "group")).toBe("sent");
  expect(tickOf(message(5), [member(ann)], "conversation")).toBe("sent");
});

test("a customer's fellow readers are not whom a message of the staff is for", () => {
  const members = [member(ann), member(ben), member({ ...ben, id: "cleo" }, { delivered: 9, read: 9 })];

  expect(tickOf(message(5, { from: ben }), members, "conversation")).toBe("sent");
});

test("staff who read a conversation count, though they are not on its list", () => {
  const state: RoomState = { ...NEW_ROOM, room: summary(), members: [member(ann)] };

  const read = withEvent(state, event("receipt", { person: "ben", delivered: 5, read: 5 }));
  const group = { ...state, room: summary({ kind: "group" }) };

  expect(tickOf(message(5), read.members, "conversation")).toBe("read");
  expect(withEvent(group, event("receipt", { person: "ben", delivered: 5, read: 5 }))).toBe(group);
});

test("cursors never go back", () => {
  const [after] = withCursors([member(ben, { delivered: 7, read: 3 })], ben, { delivered: 5, read: 5 });

  expect(after).toMatchObject({ delivered: 7, read: 5 });
});

test("the unread line stays where nobody looked, and makes way for the next", () => {
  const state: RoomState = { ...NEW_ROOM, phase: "ready", own: "ann" };
  const arrive = (before: RoomState, offset: number, seen = false) =>
    withArrived(before, message(offset, { from: ben }), seen);

  const away = arrive(arrive(state, 4), 5);
  const back = { ...away, unseen: 0 };

  expect(away.unreadLine).toEqual({ after: 3, count: 2 });
  expect(away.unseen).toBe(2);
  expect(arrive(back, 6, true).unreadLine).toEqual({ after: 3, count: 2 });
  expect(arrive(back, 6).unreadLine).toEqual({ after: 5, count: 1 });
  expect(withArrived(away, message(6), false)).toMatchObject({ unreadLine: undefined, unseen: 0 });
});

test("a notice is not unread, and a window into the past does not get what is new", () => {
  const state: RoomState = {
    ...NEW_ROOM,
    own: "ann",
    timeline: { messages: [message(1)], moreBefore: false, moreAfter: true },
  };

  expect(withArrived(state, message(9, { kind: "notice", from: ben }), false).unseen).toBe(0);
  expect(offsets(withArrived(state, message(9, { from: ben }), false).timeline)).toEqual([1]);
});

test("members, the name and receipts follow the events", () => {
  const state: RoomState = { ...NEW_ROOM, room: summary(), members: [member(ann)] };

  const joined = withEvent(state, event("joined", member(ben)));
  const read = withEvent(joined, event("receipt", { person: "ben", delivered: 4, read: 4 }));

  expect(joined.members).toHaveLength(2);
  expect(read.members[1]?.read).toBe(4);
  expect(withEvent(joined, event("left", { id: "ann" })).members.map(({ id }) => id)).toEqual(["ben"]);
  expect(withEvent(state, event("room", { name: "Bar" })).room?.name).toBe("Bar");
});

test("a room's summary counts what others write, and forgets it when one writes or reads", () => {
  const said = (offset: number, from = ben) => ({ ...event("message", message(0, { from })), offset });
  const unread = summaryAfter(summaryAfter(summary(), said(4), "ann"), said(5), "ann");

  expect(unread).toMatchObject({ unread: 2, messages: 2, last: { offset: 5 } });
  expect(summaryAfter(unread, said(5), "ann")).toBe(unread);
  expect(summaryAfter(unread, said(6, ann), "ann")).toMatchObject({ unread: 0, read: 6 });
  expect(summaryRead(unread, 5)).toMatchObject({ unread: 0, read: 5 });
  expect(summaryRead(unread, 4)).toBeUndefined();
  expect(summaryAfter(unread, event("deleted", { message: 5 }), "ann").last).toMatchObject({ deleted: true });
});

test("who is writing is believed for six seconds", () => {
  const typing = withTyping(new Map(), ann, true, 0);

  expect(withoutExpired(typing, 5_999).size).toBe(1);
  expect(withoutExpired(typing, 6_001).size).toBe(0);
  expect(withTyping(typing, ann, false, 1).size).toBe(0);
});

test("an edited message keeps its time, and says when it was edited", () => {
  const state: RoomState = { ...NEW_ROOM, timeline: withMessages(EMPTY_TIMELINE, [message(1)]) };
  const change = { message: 1, text: "better", mentions: [], links: [], at: "2026-11-21T08:00:00Z" };

  const [edited] = withEvent(state, event("edited", change)).timeline.messages;

  expect(edited).toMatchObject({ text: "better", at: message(1).at, editedAt: "2026-11-21T08:00:00Z" });
});
