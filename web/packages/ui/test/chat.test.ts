import type { ChatMessage, ConnectionStatus, OutboxEntry } from "@bellhop/client";
import { expect, test } from "vitest";
import { byDay, dayName } from "../src/chat/days";
import { EMPTY_TIMELINE, unsentOf, withMessages, withOlder } from "../src/chat/timeline";
import { withoutExpired, withTyping } from "../src/chat/typing";
import { shownState } from "../src/connection/useShownConnection";
import { de } from "../src/texts/de";
import { en } from "../src/texts/en";

const ann = { id: "ann", role: "guest", name: "Ann" } as const;
const message = (offset: number, more: Partial<ChatMessage> = {}) => ({
  offset,
  text: `text ${offset}`,
  from: ann,
  at: "2026-11-20T13:28:00Z",
  ...more,
});
const entry = (key: string, text: string, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  key,
  owner: "ann",
  method: "chat.send",
  params: { room: "lobby", text, clientId: `client-${key}` },
  at: 1_000,
  state: "pending",
  ...more,
});
const offsets = (timeline: typeof EMPTY_TIMELINE) => timeline.messages.map(({ offset }) => offset);

test("messages are kept in order of their offsets, each once", () => {
  const timeline = withMessages(EMPTY_TIMELINE, [message(3), message(1)]);

  expect(offsets(withMessages(timeline, [message(2), message(3)]))).toEqual([1, 2, 3]);
  expect(withMessages(timeline, [message(3)])).toBe(timeline);
});

test("a long timeline lets the oldest go, to be paged in again", () => {
  const many = Array.from({ length: 1_002 }, (_, index) => message(index + 1));
  const timeline = withMessages(EMPTY_TIMELINE, many);

  expect(timeline.messages).toHaveLength(1_000);
  expect(timeline.more).toBe(true);
  expect(offsets(withOlder(timeline, [message(1), message(2), message(3)], false)).slice(0, 3)).toEqual([
    1, 2, 3,
  ]);
});

test("what waits is shown, but for what has come in already, whatever its words", () => {
  const entries = [entry("a", "hello"), entry("b", "hello"), entry("c", "bad", { state: "failed" })];
  const before = withMessages(EMPTY_TIMELINE, [message(1, { text: "hello" })]);
  const after = withMessages(before, [message(2, { text: "hello", clientId: "client-b" })]);

  expect(unsentOf(entries, "lobby", before).map(({ key }) => key)).toEqual(["a", "b", "c"]);
  expect(unsentOf(entries, "lobby", after).map(({ key }) => key)).toEqual(["a", "c"]);
  expect(unsentOf(entries, "bar", after)).toEqual([]);
});

test("who is writing is believed for six seconds", () => {
  const typing = withTyping(new Map(), ann, true, 0);

  expect(withoutExpired(typing, 5_999).size).toBe(1);
  expect(withoutExpired(typing, 6_001).size).toBe(0);
  expect(withTyping(typing, ann, false, 1).size).toBe(0);
});

test("days have names a person uses", () => {
  const now = new Date("2026-11-20T12:00:00");
  const name = (at: string) => dayName(at, now, "en", en);

  expect(name("2026-11-20T01:00:00")).toBe("Today");
  expect(name("2026-11-19T23:00:00")).toBe("Yesterday");
  expect(name("2026-11-02T12:00:00")).toBe("Monday, November 2");
  expect(dayName("2025-11-02T12:00:00", now, "de", de)).toBe("Sonntag, 2. November 2025");
  expect([...byDay([message(1), message(2)]).values()].map((day) => day.length)).toEqual([2]);
});

test("quick reconnects stay quiet", () => {
  const status = (change: Partial<ConnectionStatus>) =>
    ({ state: "reconnecting", lost: false, health: {}, ...change }) as ConnectionStatus;

  expect(shownState(status({}), "good")).toBe("good");
  expect(shownState(status({ lost: true }), "good")).toBe("reconnecting");
  expect(shownState(status({ state: "offline" }), "good")).toBe("offline");
  expect(shownState(status({ state: "connected" }), "connecting")).toBe("connected");
});
