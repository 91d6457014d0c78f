// @vitest-environment happy-dom

import { pathToFileURL } from "node:url";
import { beforeEach, expect, test, vi } from "vitest";

const MEMORY = "bellhop:chat:bellhop.test:hotel";

class FakeChat extends HTMLElement {
  token: (() => string) | undefined;
  open(): void {}
}
customElements.define("bellhop-chat", FakeChat);

type Run = (...command: unknown[]) => void;
const page = window as unknown as { bellhop?: Run };

beforeEach(async () => {
  document.body.replaceChildren();
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    `${pathToFileURL(import.meta.dirname)}/loaded/`,
  );
  delete page.bellhop;
  vi.resetModules();
  // @ts-expect-error: a script, which is no module
  await import("../src/embed");
});

const run: Run = (...command) => page.bellhop?.(...command);
const shown = () => document.querySelector<FakeChat>("bellhop-chat");

test("who signs in before the chat is loaded is the customer in it", async () => {
  run("boot", { site: "hotel", server: "http://bellhop.test/" });
  run("identify", "ann");
  run("open");
  await vi.waitFor(() => expect(shown()).not.toBeNull());

  expect(shown()?.token?.()).toBe("ann");
});

test("who signs out before the chat is loaded is nobody in it", async () => {
  localStorage.setItem(MEMORY, JSON.stringify({ guest: { token: "ann as a guest" } }));
  run("boot", { site: "hotel", server: "http://bellhop.test/" });
  run("identify", "ann");
  run("shutdown");
  run("open");
  await vi.waitFor(() => expect(shown()).not.toBeNull());

  expect(shown()?.token).toBeUndefined();
  expect(localStorage.getItem(MEMORY)).toBeNull();
});

test("a script that runs before the page has a body begins once it has one", async () => {
  const { body } = document;
  body.remove();
  page.bellhop = Object.assign(() => {}, {
    q: [["boot", { site: "hotel", server: "http://bellhop.test/" }]],
  });
  vi.resetModules();
  // @ts-expect-error: a script, which is no module
  await import("../src/embed");
  document.documentElement.append(body);
  const button = () => body.querySelector("div")?.shadowRoot?.querySelector("button");
  expect(button()).toBeUndefined();

  document.dispatchEvent(new Event("DOMContentLoaded"));

  expect(button()?.ariaLabel).toBe("Chat");
});
