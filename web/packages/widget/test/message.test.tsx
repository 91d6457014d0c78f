// @vitest-environment happy-dom

import type { TimelineMessage } from "@bellhop/client/chat";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Announcer } from "../src/parts/Announcer";
import { Message, type MessageActions } from "../src/parts/Message";

afterEach(cleanup);

const message: TimelineMessage = {
  offset: 1,
  kind: "message",
  from: { id: "ann", role: "guest", name: "Ann" },
  text: "hello",
  at: "2026-11-20T13:28:00Z",
  mentions: [],
  files: [],
  links: [],
  reactions: [],
};

const actions = (): MessageActions => ({
  edit: vi.fn(async () => ({})),
  remove: vi.fn(async () => ({})),
  react: vi.fn(async () => ({})),
  reply: vi.fn(),
  show: vi.fn(),
});

const more = () => screen.getByRole("button", { name: "More about this message" });
const shows = () =>
  render(<Message message={message} isOwn tick="sent" goesOn={false} showsMeta actions={actions()} />);

test("who chose something from a message's menu goes on at its button", () => {
  shows();
  fireEvent.click(more());
  fireEvent.click(screen.getByRole("button", { name: /👍/ }));

  expect(document.activeElement).toBe(more());
});

test.each([
  [{ text: "Hello" }, "Ann: Hello"],
  [{ text: "", deleted: true } as const, "Ann: This message was deleted."],
])("the newest message that came is said: %j", (change, said) => {
  render(<Announcer messages={[{ ...message, arrivedAt: 1, ...change }]} own="bob" />);

  expect(screen.getByRole("log").textContent).toBe(said);
});

test("an Escape that ends what an input method began does not end the edit", () => {
  shows();
  fireEvent.click(more());
  fireEvent.click(screen.getByRole("button", { name: "Edit" }));
  fireEvent.keyDown(screen.getByRole("textbox"), { key: "Escape", isComposing: true });
  fireEvent.keyDown(screen.getByRole("textbox"), { key: "Escape", keyCode: 229 });
  expect(screen.queryByRole("textbox")).not.toBeNull();

  fireEvent.keyDown(screen.getByRole("textbox"), { key: "Escape" });

  expect(screen.queryByRole("textbox")).toBeNull();
});

test.each(["Cancel", "Save"])("who has edited a message goes on at its button: %s", async (name) => {
  shows();
  fireEvent.click(more());
  fireEvent.click(screen.getByRole("button", { name: "Edit" }));
  expect(document.activeElement).toBe(screen.getByRole("textbox"));
  await act(async () => fireEvent.click(screen.getByRole("button", { name })));

  expect(document.activeElement).toBe(more());
});
