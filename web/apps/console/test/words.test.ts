import { expect, test } from "vitest";
import { inboxPath, parseRoute } from "../src/shell/route";
import { completed, filled, matching, wantedMention, wantedReply } from "../src/stores/completion";
import { marked } from "../src/stores/marked";
import { ago, localValue, snoozeUntil } from "../src/stores/times";

test("a shortcut is wanted after a slash at the beginning of a word", () => {
  expect(wantedReply("/hel", 4)).toEqual({ from: 0, to: 4, word: "hel" });
  expect(wantedReply("Dear /", 6)).toEqual({ from: 5, to: 6, word: "" });
  expect(wantedReply("and/or", 6)).toBeUndefined();
  expect(wantedReply("/hello you", 10)).toBeUndefined();
});

test("a mention goes over a name's space", () => {
  expect(wantedMention("ask @Olav Li", 12)?.word).toBe("Olav Li");
  expect(wantedMention("me@example.com", 14)).toBeUndefined();
});

test("what is offered takes the place of what was written", () => {
  const wanted = wantedReply("Dear /he you", 8);

  expect(wanted && completed("Dear /he you", wanted, "hello")).toEqual({ text: "Dear hello you", caret: 10 });
});

test("names are found by the beginnings of their words", () => {
  const names = ["Ingrid Solberg", "Olav Lie", "Solveig Dahl"];

  expect(matching(names, "sol", (name) => name)).toEqual(["Ingrid Solberg", "Solveig Dahl"]);
});

test("placeholders are filled in, unknown ones stay", () => {
  const values = { customer: "Anna", agent: "Olav" };

  expect(filled("Hi {customer}, {agent} here. {other} {toString}", values)).toBe(
    "Hi Anna, Olav here. {other} {toString}",
  );
});

test("words that begin with what was sought are marked, whatever their accents", () => {
  const parts = marked("Café and cafeteria, decaf", "CAFE");

  expect(parts.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(["Café", "cafeteria"]);
  expect(parts.map(({ text }) => text).join("")).toBe("Café and cafeteria, decaf");
});

test("snoozes end at nine, and never today", () => {
  const monday = new Date(2026, 10, 23, 8, 30);
  const sunday = new Date(2026, 10, 22, 23, 59);

  expect(snoozeUntil("hour", monday)).toEqual(new Date(2026, 10, 23, 9, 30));
  expect(snoozeUntil("tomorrow", monday)).toEqual(new Date(2026, 10, 24, 9, 0));
  expect(snoozeUntil("monday", monday)).toEqual(new Date(2026, 10, 30, 9, 0));
  expect(snoozeUntil("monday", sunday)).toEqual(new Date(2026, 10, 23, 9, 0));
  expect(localValue(monday)).toBe("2026-11-23T08:30");
});

test("how long somebody waits is told in one unit", () => {
  const now = Date.parse("2026-11-20T12:00:00Z");

  expect(ago("2026-11-20T11:59:50Z", now, "en")).toBe("1 min");
  expect(ago("2026-11-20T09:30:00Z", now, "en")).toBe("2 hr");
  expect(ago("2026-11-17T09:30:00Z", now, "en")).toBe("3 days");
});

test("addresses name the queue, the conversation and the message", () => {
  expect(parseRoute(inboxPath("all", "c-1", { note: 7 }))).toEqual({
    page: "inbox",
    queue: "all",
    room: "c-1",
    message: undefined,
    note: 7,
  });
  expect(parseRoute(inboxPath("mine", "a/b", { message: 3 })).room).toBe("a/b");
  expect(parseRoute("#/people").page).toBe("people");
  expect(parseRoute("#/nonsense/%E0/x?message=-1")).toMatchObject({
    page: "inbox",
    queue: "mine",
    message: undefined,
  });
});
