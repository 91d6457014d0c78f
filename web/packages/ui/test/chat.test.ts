import type { ConnectionStatus } from "@bellhop/client";
import { expect, test } from "vitest";
import { byDay, dayName, timeOfDay } from "../src/chat/days";
import { shownState } from "../src/connection/useShownConnection";
import { de } from "../src/texts/de";
import { en } from "../src/texts/en";
import { localeOf } from "../src/texts/language";

test("days have names a person uses", () => {
  const now = new Date("2026-11-20T12:00:00");
  const name = (at: string) => dayName(at, now, "en", en.chat);

  expect(name("2026-11-20T01:00:00")).toBe("Today");
  expect(name("2026-11-19T23:00:00")).toBe("Yesterday");
  expect(name("2026-11-02T12:00:00")).toBe("Monday, November 2");
  expect(dayName("2025-11-02T12:00:00", now, "de", de.chat)).toBe("Sonntag, 2. November 2025");
  expect(
    [...byDay([{ at: "2026-11-20T01:00:00" }, { at: "2026-11-20T02:00:00" }]).values()].map(
      (day) => day.length,
    ),
  ).toEqual([2]);
});

test("quick reconnects stay quiet", () => {
  const status = (change: Partial<ConnectionStatus>) =>
    ({ state: "reconnecting", lost: false, health: {}, ...change }) as ConnectionStatus;

  expect(shownState(status({}), "good")).toBe("good");
  expect(shownState(status({ lost: true }), "good")).toBe("reconnecting");
  expect(shownState(status({ state: "offline" }), "good")).toBe("offline");
  expect(shownState(status({ state: "connected" }), "connecting")).toBe("connected");
});

test("times are told by the reader's own form of the language that is shown", () => {
  const at = "2026-11-20T15:04:00";

  expect(timeOfDay(at, localeOf("en", ["de-AT", "en-GB", "en-US"]))).toBe("15:04");
  expect(timeOfDay(at, localeOf("en", ["en-US"]))).toMatch(/^3:04\sPM$/);
  expect(timeOfDay(at, localeOf("de", ["en-US"]))).toBe("15:04");
  expect(localeOf("de", [])).toBe("de");
});
