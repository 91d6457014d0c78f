// @vitest-environment happy-dom

import { createClient } from "@bellhop/client";
import { BellhopProvider } from "@bellhop/react";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ChatRoom } from "../src/chat/ChatRoom";
import { Unsent } from "../src/chat/Unsent";

afterEach(cleanup);

test("what is begun in one room is not taken along to another", () => {
  const token = () => new Promise<string>(() => {});
  const client = createClient({ url: "http://bellhop.test/", token, tabs: false });
  const shows = (room: string) => (
    <BellhopProvider client={client}>
      <ChatRoom room={room} name={room} />
    </BellhopProvider>
  );
  const field = () => screen.getByRole<HTMLTextAreaElement>("textbox");
  const page = render(shows("lobby"));
  fireEvent.change(field(), { target: { value: "for the lobby" } });

  page.rerender(shows("bar"));
  expect(field().value).toBe("");
  page.rerender(shows("lobby"));
  expect(field().value).toBe("for the lobby");
});

test("a failed message is sent again, or forgotten, by the room: it may not be in the outbox", () => {
  const room = { retry: vi.fn(), discard: vi.fn() };
  const message = { key: "m1", text: "hello", at: 0, failed: true, replyTo: undefined, files: [] };
  render(<Unsent message={message} room={room} />);
  const [again, discard] = screen.getAllByRole("button");
  if (again) fireEvent.click(again);
  if (discard) fireEvent.click(discard);

  expect([room.retry.mock.calls, room.discard.mock.calls]).toEqual([[["m1"]], [["m1"]]]);
});
