// @vitest-environment happy-dom

import { createClient } from "@bellhop/client";
import { writeDraft } from "@bellhop/ui/draft";
import { act, cleanup, render } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ChatWidget } from "../src";
import { adopt } from "../src/shell/adopt";
import { Memory } from "../src/shell/memory";
import { Shell } from "../src/shell/shell";
import { tokenOf } from "../src/shell/visitor";
import { Widget } from "../src/views/Widget";

const SITE = "demo";
const SERVER = "http://bellhop.test/";

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const options = {
  site: SITE,
  server: SERVER,
  mode: "bottom-right",
  form: [],
  encrypted: false,
  heading: undefined,
  token: undefined,
} as const;

test("two tabs that come at the same time are one guest, also after a reload", async () => {
  let guests = 0;
  vi.stubGlobal("fetch", async () =>
    Response.json({ token: `guest ${++guests}`, expires: "2999-01-01T00:00:00Z" }),
  );
  const tab = () => tokenOf(options, new Memory(SITE, SERVER));

  const [first, second] = await Promise.all([tab(), tab()]);

  expect(guests).toBe(2);
  expect(second).toBe(first);
  expect(await tab()).toBe(first);
});

const problem = (status: number, code: string, retry: boolean) => Response.json({ code, retry }, { status });

test.each([
  ["cannot be asked for", () => Promise.reject(new TypeError("Failed to fetch")), "old"],
  ["cannot be had now", async () => problem(503, "unavailable", true), "old"],
  ["is refused", async () => problem(401, "unauthenticated", false), "new"],
])("a guest whose fresh token %s", async (_, renewal, expected) => {
  const memory = new Memory(SITE, SERVER);
  const expires = new Date(Date.now() + 3 * 86_400_000).toISOString();
  memory.write({ guest: { token: "old", expires } });
  vi.stubGlobal("fetch", (url: URL) =>
    url.pathname === "/api/auth.renew"
      ? renewal()
      : Response.json({ token: "new", expires: "2999-01-01T00:00:00Z" }),
  );

  expect(await tokenOf(options, memory)).toBe(expected);
  expect(memory.read().guest?.token).toBe(expected);
});

test("of a visitor who is shut out no draft is left", () => {
  writeDraft("c-1", "my card is 4711", false);
  writeDraft(`new ${SITE}`, "and so is", undefined);
  localStorage.setItem("bellhop:theme", "dark");

  new Shell(options).shutdown();

  expect(Object.entries({ ...localStorage })).toEqual([["bellhop:theme", "dark"]]);
});

test("what a guest had is asked for no more once the client is closed", async () => {
  vi.useFakeTimers();
  const memory = new Memory(SITE, SERVER);
  memory.write({ guest: { token: "a.guest.s", expires: "2999-01-01T00:00:00Z" } });
  const token = () => new Promise<string>(() => {});
  const client = createClient({ url: SERVER, site: SITE, token, tabs: false });
  client.connect();
  void adopt(client, memory);
  await vi.advanceTimersByTimeAsync(15_100);
  client.close();
  await vi.advanceTimersByTimeAsync(600_000);

  expect(vi.getTimerCount()).toBe(0);
  expect(memory.read().guest).toBeDefined();
});

test("a token that is given later signs in, and one that is taken away signs out", async () => {
  const asGuest = vi.fn(async () => Response.json({ token: "a.guest.s", expires: "2999-01-01T00:00:00Z" }));
  vi.stubGlobal("fetch", asGuest);
  vi.stubGlobal("WebSocket", class {});
  const token = vi.fn(() => new Promise<string>(() => {}));
  const page = render(<ChatWidget site={SITE} server={SERVER} mode="embedded" />);
  await vi.waitFor(() => expect(asGuest).toHaveBeenCalledTimes(1));

  page.rerender(<ChatWidget site={SITE} server={SERVER} mode="embedded" token={token} />);
  await vi.waitFor(() => expect(token).toHaveBeenCalledTimes(1));

  page.rerender(<ChatWidget site={SITE} server={SERVER} mode="embedded" />);
  await vi.waitFor(() => expect(asGuest).toHaveBeenCalledTimes(2));
});

test("the latest token of the page is asked, not that of the first rendering", async () => {
  const first = vi.fn(() => Promise.reject(new Error("no token yet")));
  const later = vi.fn(() => new Promise<string>(() => {}));
  const page = render(<ChatWidget site={SITE} server={SERVER} mode="embedded" token={first} />);
  await vi.waitFor(() => expect(first).toHaveBeenCalled());

  page.rerender(<ChatWidget site={SITE} server={SERVER} mode="embedded" token={later} />);

  await vi.waitFor(() => expect(later).toHaveBeenCalled(), 5_000);
});

test("a fresh token lets a customer in again whose old one was refused", async () => {
  const opened = vi.fn();
  class RefusingSocket {
    onclose: ((event: { code: number }) => void) | undefined;
    constructor() {
      opened();
      setTimeout(() => this.onclose?.({ code: 4003 }));
    }
    send(): void {}
    close(): void {}
  }
  vi.stubGlobal("WebSocket", RefusingSocket);
  const jwt = (exp: number) => `h.${btoa(JSON.stringify({ aud: SITE, sub: "ann", exp }))}.s`;
  const shell = new Shell(options);
  render(<Widget shell={shell} language="en" />);
  shell.identify(jwt(4e9));
  act(() => shell.open());
  const state = () => shell.getSnapshot().client?.connection.getSnapshot().state;
  await vi.waitFor(() => expect(state()).toBe("failed"));
  act(() => shell.show({ name: "form" }));

  act(() => shell.identify(jwt(5e9)));

  await vi.waitFor(() => expect(opened).toHaveBeenCalledTimes(2));
  expect(shell.getSnapshot().view.name).toBe("form");
});
