// @vitest-environment happy-dom
import { BellhopError, type ConnectionStatus, createClient, type SubscribeOptions } from "@bellhop/client";
import { act, cleanup, render, screen } from "@testing-library/react";
import { StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import {
  BellhopProvider,
  type CallView,
  type ChatView,
  useCall,
  useChannel,
  useChat,
  useConnection,
  useHere,
  usePresence,
  useTyping,
  useUnread,
} from "../src";

afterEach(cleanup);

const offline = () =>
  createClient({ url: "http://bellhop.test/", token: () => new Promise<string>(() => {}), tabs: false });

function State() {
  return <output>{useConnection().state}</output>;
}

function Listener({ onHeard }: { onHeard(): void }) {
  useChannel("chat:lobby", { onEvent: onHeard });
  return null;
}

function Caller({ onView }: { onView(view: CallView<"chat.rooms">): void }) {
  const view = useCall("chat.rooms");
  onView(view);
  return <output>{view.error?.code ?? (view.result ? "done" : String(view.pending))}</output>;
}

test("the provider connects while mounted, also in StrictMode", () => {
  const client = offline();
  const page = render(
    <StrictMode>
      <BellhopProvider client={client}>
        <State />
      </BellhopProvider>
    </StrictMode>,
  );
  expect(screen.getByRole("status").textContent).toBe("connecting");

  page.unmount();

  expect(client.connection.getSnapshot().state).toBe("idle");
});

test("renders on a server without connecting", () => {
  const client = offline();
  const html = renderToString(
    <BellhopProvider client={client}>
      <State />
    </BellhopProvider>,
  );

  expect(html).toContain("idle");
  expect(client.connection.getSnapshot().state).toBe("idle" satisfies ConnectionStatus["state"]);
});

test("a channel is subscribed once mounted, unsubscribed after, and its handlers may change", () => {
  const client = offline();
  const open = new Set<SubscribeOptions>();
  vi.spyOn(client, "channel").mockImplementation((name) => ({
    name,
    subscribe(options = {}) {
      open.add(options);
      const subscription = createClient({ url: "http://x/", token: () => "" })
        .channel(name)
        .subscribe(options);
      vi.spyOn(subscription, "unsubscribe").mockImplementation(() => void open.delete(options));
      return subscription;
    },
  }));
  const heard: string[] = [];
  const tree = (mark: string) => (
    <StrictMode>
      <BellhopProvider client={client}>
        <Listener onHeard={() => heard.push(mark)} />
      </BellhopProvider>
    </StrictMode>
  );

  const page = render(tree("first"));
  page.rerender(tree("second"));
  expect(open.size).toBe(1);
  for (const { onEvent } of open) onEvent?.({ offset: 1, type: "message", data: null, at: "" });
  page.unmount();

  expect(heard).toEqual(["second"]);
  expect(open.size).toBe(0);
});

test("a call shows that it is pending, and how it ended", async () => {
  const client = offline();
  const failure = new BellhopError("forbidden", "no");
  vi.spyOn(client, "call").mockRejectedValueOnce(failure).mockResolvedValueOnce({ rooms: [] });
  let view = {} as CallView<"chat.rooms">;
  const call = () => view.call({});
  render(
    <BellhopProvider client={client}>
      <Caller
        onView={(next) => {
          view = next;
        }}
      />
    </BellhopProvider>,
  );

  await act(() => expect(call()).rejects.toBe(failure));
  expect(screen.getByRole("status").textContent).toBe("forbidden");
  await act(() => call());
  expect(screen.getByRole("status").textContent).toBe("done");
});

function Room({ onView }: { onView(view: ChatView): void }) {
  const chat = useChat("lobby");
  const { names } = useTyping("lobby");
  const { unread } = useUnread();
  const { count } = usePresence("chat:lobby");
  onView(chat);
  return <output>{[chat.phase, names.length, unread, count ?? "?"].join(" ")}</output>;
}

test("a room works in StrictMode and on a server, and its actions stay the same", () => {
  const client = offline();
  const views: ChatView[] = [];
  const tree = (
    <StrictMode>
      <BellhopProvider client={client}>
        <Room onView={(view) => views.push(view)} />
      </BellhopProvider>
    </StrictMode>
  );

  expect(renderToString(tree)).toContain("loading 0 0 ?");
  const page = render(tree);
  page.rerender(tree);

  expect(screen.getByRole("status").textContent).toBe("loading 0 0 ?");
  expect(new Set(views.map(({ send }) => send)).size).toBe(1);
  page.unmount();
  expect(client.connection.getSnapshot().state).toBe("idle");
});

function Sitter() {
  useHere();
  return null;
}

test("somebody at work in this page says so again: another page may have said the opposite", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const client = offline();
  const connection = { ...client.connection.getSnapshot(), state: "connected" as const };
  vi.spyOn(client, "connection", "get").mockReturnValue({
    getSnapshot: () => connection,
    subscribe: () => () => {},
  });
  const told: boolean[] = [];
  vi.spyOn(client, "call").mockImplementation(async (_, params) => {
    told.push((params as { active: boolean }).active);
    return {} as never;
  });
  const move = () => dispatchEvent(new Event("pointermove"));
  render(
    <BellhopProvider client={client}>
      <Sitter />
    </BellhopProvider>,
  );
  for (let moves = 0; moves < 20; moves++) move();
  expect(told).toEqual([true]);

  told.push(false);
  await vi.advanceTimersByTimeAsync(60_000);
  for (let moves = 0; moves < 20; moves++) move();
  expect(told).toEqual([true, false, true]);

  await vi.advanceTimersByTimeAsync(600_000);
  expect(told).toEqual([true, false, true, false]);

  const field = document.body.appendChild(document.createElement("input"));
  field.addEventListener("keydown", (event) => event.stopPropagation());
  field.dispatchEvent(new Event("keydown", { bubbles: true }));
  field.remove();
  expect(told, "typing that its part of the page keeps to itself").toEqual([true, false, true, false, true]);
});
