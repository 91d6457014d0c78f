// @vitest-environment happy-dom

import "fake-indexeddb/auto";
import { readDraft } from "@bellhop/ui/draft";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Memory } from "../src/shell/memory";
import { Shell } from "../src/shell/shell";
import { Widget } from "../src/views/Widget";

const SERVER = "http://bellhop.test/";
const options = {
  site: "demo",
  server: SERVER,
  mode: "embedded",
  form: ["name"],
  encrypted: false,
  heading: undefined,
  token: undefined,
} as const;
const GUEST = `h.${btoa(JSON.stringify({ aud: "demo", sub: "guest-1" }))}.s`;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.stubGlobal(
    "WebSocket",
    class {
      close(): void {}
    },
  );
});

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const asGuest = async () => Response.json({ token: GUEST, expires: "2999-01-01T00:00:00Z" });
const draft = () => readDraft("new demo");
const viewAfterReload = () => new Shell(options).getSnapshot().view.name;

/** Fills in the form and sends it. */
function begin(): Shell {
  const shell = new Shell(options);
  shell.show({ name: "form" });
  render(<Widget shell={shell} language="en" />);
  fireEvent.change(screen.getByLabelText("Your name"), { target: { value: "Ann" } });
  fireEvent.change(screen.getByLabelText("Your message"), { target: { value: "Is it open?" } });
  fireEvent.click(screen.getByRole("button", { name: "Start the conversation" }));
  return shell;
}

test("a first message waits in sight, and as a draft, as long as nobody has become a guest", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  const shell = begin();

  expect(await screen.findByText("Is it open?")).toBeDefined();
  expect(screen.getByRole("img", { name: "Waiting to be sent" })).toBeDefined();
  expect(draft()).toBe("Is it open?");
  expect(viewAfterReload()).toBe("form");
  shell.show({ name: "home" });
  shell.show({ name: "form" });
  expect(shell.getSnapshot().view.name).toBe("starting");
});

test("an Escape that ends what an input method began does not close the chat", () => {
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  const shell = new Shell({ ...options, mode: "bottom-right" });
  shell.open();
  shell.show({ name: "form" });
  render(<Widget shell={shell} language="en" />);
  fireEvent.keyDown(screen.getByLabelText("Your message"), { key: "Escape", isComposing: true });
  expect(screen.queryByRole("dialog")).not.toBeNull();

  fireEvent.keyDown(screen.getByLabelText("Your message"), { key: "Escape" });

  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a first message that the browser keeps is no draft any more", async () => {
  vi.stubGlobal("fetch", asGuest);
  begin();

  await vi.waitFor(() => expect(draft()).toBe(""));
  expect(await screen.findByText("Is it open?")).toBeDefined();
  expect(viewAfterReload()).toBe("starting");
});

test("a first message that the browser cannot keep is in the form again", async () => {
  vi.stubGlobal("fetch", asGuest);
  vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
    throw new DOMException("No room", "QuotaExceededError");
  });
  begin();

  expect((await screen.findByRole("alert")).textContent).toBe("This could not be sent.");
  expect(screen.getByLabelText<HTMLTextAreaElement>("Your message").value).toBe("Is it open?");
  expect(screen.getByLabelText<HTMLInputElement>("Your name").value).toBe("Ann");
});

test("a first message that nothing keeps yet survives a sign-in as a draft", () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  const shell = begin();
  shell.identify(() => new Promise(() => {}));

  expect(draft()).toBe("Is it open?");
  shell.show({ name: "form" });
  expect(shell.getSnapshot().view.name).toBe("form");
  expect(new Memory("demo", SERVER).read().view?.name).toBe("form");
});
