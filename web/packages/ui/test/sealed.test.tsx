// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { readDraft, writeDraft } from "../src/draft";
import { lockedText } from "../src/sealed";

beforeEach(() => localStorage.clear());

const stored = () => JSON.stringify(localStorage);

test("a draft is kept over reloads only where the room is known not to be encrypted", () => {
  writeDraft("plain", "kept", false);
  writeDraft("sealed", "secret one", true);
  writeDraft("unknown", "secret two", undefined);

  expect(["plain", "sealed", "unknown"].map(readDraft)).toEqual(["kept", "secret one", "secret two"]);
  expect(stored()).toContain("kept");
  expect(stored()).not.toContain("secret");
});

test("a draft leaves the browser's storage when the room turns out to be encrypted, and goes when it is sent", () => {
  writeDraft("room", "was plain", false);
  writeDraft("room", "was plain", true);
  expect(stored()).not.toContain("was plain");
  expect(readDraft("room")).toBe("was plain");

  writeDraft("room", "", true);

  expect(readDraft("room")).toBe("");
});

test("a locked message says what it waits for, in both languages", () => {
  expect(lockedText("waiting", "Ann", "en")).toBe("Waiting for the key from Ann…");
  expect(lockedText("waiting", "Ann", "de")).toBe("Warten auf den Schlüssel von Ann…");
});
