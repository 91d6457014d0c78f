import { expect, test } from "vitest";
import { merged, olderOf } from "../src/stores/merged";
import { message } from "./shapes";

const timeline = (messages: ReturnType<typeof message>[], moreBefore = false, moreAfter = false) => ({
  messages,
  moreBefore,
  moreAfter,
});
const texts = ({ entries }: ReturnType<typeof merged>) =>
  entries.map(({ message: { offset }, isNote }) => `${isNote ? "note" : "message"} ${offset}`);

test("messages and notes are in the order of their times", () => {
  const all = merged(timeline([message(1, 1), message(2, 5)]), timeline([message(1, 3), message(2, 9)]));

  expect(texts(all)).toEqual(["message 1", "note 1", "message 2", "note 2"]);
  expect(all.moreBefore).toBe(false);
});

test("within a room the server's order holds, whatever the clocks said", () => {
  const all = merged(timeline([message(1, 5), message(2, 4)]), timeline([message(1, 6)]));

  expect(texts(all)).toEqual(["message 1", "message 2", "note 1"]);
});

test("notes from before the messages that were read wait until those before are read too", () => {
  const chat = timeline([message(51, 60)], true);
  const notes = timeline([message(1, 2), message(2, 70)]);

  const all = merged(chat, notes);

  expect(texts(all)).toEqual(["message 51", "note 2"]);
  expect(all.moreBefore).toBe(true);
});

test("what comes after a part of the past waits as well", () => {
  const all = merged(timeline([message(1, 1), message(2, 2)], false, true), timeline([message(1, 9)]));

  expect(texts(all)).toEqual(["message 1", "message 2"]);
  expect(all.moreAfter).toBe(true);
});

test("the room that hides the other's past is paged first", () => {
  const chat = { timeline: timeline([message(1, 50)], true) };
  const notes = { timeline: timeline([message(1, 20)], true) };

  expect(olderOf(chat, notes)).toBe(chat);
  expect(olderOf({ timeline: timeline([]) }, notes)).toBe(notes);
  expect(olderOf({ timeline: timeline([]) }, { timeline: timeline([]) })).toBeUndefined();
});
