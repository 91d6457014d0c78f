import type { RoomSummary } from "@bellhop/client/chat";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Alarm } from "../src/stores/alarm";
import { titleWith, unseenOf } from "../src/stores/unseen";
import { conversation, person } from "./shapes";

let rings = 0;
const unseen = (entries: Record<string, number> = {}) => new Map(Object.entries(entries));
let alarm: Alarm;

beforeEach(() => {
  vi.useFakeTimers();
  rings = 0;
  alarm = new Alarm(() => {
    rings += 1;
  });
});

afterEach(() => {
  alarm.stop();
  vi.useRealTimers();
});

const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1_000);

test("what is left from before does not ring, what comes does at once", () => {
  alarm.update(unseen({ old: 2 }));
  pass(60);
  expect(rings).toBe(0);

  alarm.update(unseen({ old: 2, new: 1 }));
  pass(1);
  expect(rings).toBe(1);
});

test("it rings every 30 s until it is seen, and no more often however much comes", () => {
  alarm.update(unseen());
  for (let count = 1; count <= 5; count++) {
    alarm.update(unseen({ a: count }));
    pass(1);
  }
  expect(rings).toBe(1);
  pass(60);
  expect(rings).toBe(3);

  alarm.update(unseen());
  pass(120);
  expect(rings).toBe(3);
});

test("what comes soon after a ring waits for its turn", () => {
  alarm.update(unseen());
  alarm.update(unseen({ a: 1 }));
  pass(1);
  alarm.update(unseen());
  alarm.update(unseen({ b: 1 }));
  pass(10);
  expect(rings).toBe(1);

  pass(20);
  expect(rings).toBe(2);
});

test("unseen is what is unread in one's own conversations and in nobody's", () => {
  const all = [
    conversation("mine", 1, { assignee: person("me") }),
    conversation("free", 1),
    conversation("other", 1, { assignee: person("olav") }),
    conversation("done", 1, { status: "resolved", assignee: person("me") }),
    conversation("read", 1),
  ];
  const rooms = all.map(({ room }) => ({ room, unread: room === "read" ? 0 : 2 }) as RoomSummary);

  expect(unseenOf(all, rooms, "me")).toEqual(unseen({ mine: 2, free: 2 }));
});

test("the title tells how many wait", () => {
  expect(titleWith(0, "Console")).toBe("Console");
  expect(titleWith(3, "Console")).toBe("(3) Console");
});
