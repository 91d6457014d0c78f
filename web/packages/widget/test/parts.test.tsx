// @vitest-environment happy-dom

import { linked } from "@bellhop/ui/linked";
import { sizeOf } from "@bellhop/ui/sizes";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { momentOf, soonOf } from "../src/parts/times";
import { joined } from "../src/shell/desk";
import { Memory } from "../src/shell/memory";
import { formOf, modeOf } from "../src/shell/options";
import { Shell } from "../src/shell/shell";
import { languageOf } from "../src/texts/texts";

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const options = {
  site: "demo",
  server: "http://bellhop.test/",
  mode: "bottom-right",
  form: [],
  encrypted: false,
  heading: undefined,
  token: () => new Promise<string>(() => {}),
} as const;

test("only addresses that the server found become links, and only those of the web", () => {
  const text = "See https://a.example/x and javascript:alert(1) and https://b.example";
  render(<p>{linked(text, ["https://a.example/x", "javascript:alert(1)"])}</p>);

  const links = screen.getAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual(["https://a.example/x"]);
  expect(links[0]?.getAttribute("rel")).toBe("noopener noreferrer nofollow");
  expect(document.body.textContent).toBe(text);
});

test("sizes and times are what a person says", () => {
  expect(sizeOf(999, "en")).toBe("999 byte");
  expect(sizeOf(12_345, "en")).toBe("12 kB");
  expect(sizeOf(2_340_000, "de")).toBe("2,3 MB");
  expect(soonOf(20, "en")).toBe("in 1 minute");
  expect(soonOf(5_400, "de")).toBe("in 2 Stunden");
  expect(soonOf(200_000, "en")).toBe("in 2 days");
  expect(soonOf(200_000, "de")).toBe("in 2 Tagen");
  const now = new Date("2026-11-21T12:00:00");
  expect(momentOf("2026-11-21T17:30:00", now, "de")).toBe("17:30");
  expect(momentOf("2026-11-23T09:00:00", now, "de")).toBe("Montag, 09:00");
});

test("attributes say what they can, and the rest is the default", () => {
  expect(modeOf("embedded")).toBe("embedded");
  expect(modeOf("nonsense")).toBe("bottom-right");
  expect(formOf(null)).toEqual(["name"]);
  expect(formOf("topic, email shoe-size")).toEqual(["email", "topic"]);
  expect(languageOf("de-AT")).toBe("de");
  expect(languageOf("fr")).toBe("en");
});

test("active conversations come first, then the ones written to last", () => {
  const one = (room: string, status: "open" | "resolved", at: string) => ({
    room,
    status,
    at,
    encrypted: false,
    openedAt: at,
  });
  const mine = [
    one("a", "resolved", "2026-11-21T10:00:00Z"),
    one("b", "open", "2026-11-19T10:00:00Z"),
    one("c", "open", "2026-11-20T10:00:00Z"),
  ];

  expect(joined(mine, []).map(({ room }) => room)).toEqual(["c", "b", "a"]);
});

test("nothing is asked of the server before the visitor opens the chat", () => {
  const shell = new Shell(options);
  shell.start();
  expect(shell.getSnapshot().client).toBeUndefined();

  shell.open();

  expect(shell.getSnapshot().client).toBeDefined();
  shell.stop();
});

test("what was open stays open over a reload, each site for itself, until it is shut down", () => {
  const first = new Shell(options);
  first.open();
  first.show({ name: "room", room: "c-1" });

  const again = new Shell(options);
  expect(again.getSnapshot()).toMatchObject({ isOpen: true, view: { name: "room", room: "c-1" } });
  expect(new Shell({ ...options, site: "other" }).getSnapshot().isOpen).toBe(false);
  again.shutdown();

  expect(new Shell(options).getSnapshot()).toMatchObject({ isOpen: false, view: { name: "home" } });
});

test("who has written before is connected at once, to be told of answers", () => {
  new Memory(options.site, options.server).write({ wrote: true });
  const shell = new Shell(options);
  shell.start();

  expect(shell.getSnapshot()).toMatchObject({ isOpen: false });
  expect(shell.getSnapshot().client).toBeDefined();
  shell.stop();
});

test("another customer is another visit, which begins at home", () => {
  const shell = new Shell(options);
  shell.open();
  shell.show({ name: "room", room: "c-1" });
  const { visit, client } = shell.getSnapshot();

  shell.identify(options.token);

  expect(shell.getSnapshot()).toMatchObject({ visit: visit + 1, view: { name: "home" } });
  expect(shell.getSnapshot().client).not.toBe(client);
  shell.stop();
});

const jwt = (sub: string, exp: number) => `h.${btoa(JSON.stringify({ aud: "demo", sub, exp }))}.s`;

test("a fresh token of the same customer changes nothing but the token", async () => {
  const shell = new Shell(options);
  shell.open();
  shell.identify(jwt("ann", 1));
  shell.show({ name: "room", room: "c-1" });
  const before = shell.getSnapshot();

  shell.identify(jwt("ann", 2));

  expect(shell.getSnapshot()).toBe(before);
  expect(await shell.options.token?.()).toBe(jwt("ann", 2));
  shell.identify(jwt("bob", 2));
  expect(shell.getSnapshot()).toMatchObject({ visit: before.visit + 1, view: { name: "home" } });
  shell.stop();
});

test("a fresh token of the customer whose first one was given with the chat changes nothing else", async () => {
  const shell = new Shell({ ...options, token: () => jwt("ann", 1) });
  shell.open();
  const before = shell.getSnapshot();
  await before.client?.tokens.usable();

  shell.identify(jwt("ann", 2));

  expect(shell.getSnapshot().client).toBe(before.client);
  shell.stop();
});
