import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type BellhopClient, type ClientOptions, createClient } from "../src";
import { FakeLocks } from "./fake-locks";
import { FakeServer, token } from "./fake-server";
import { seeded } from "./random";

let server: FakeServer;
let tabs: BellhopClient[];

beforeEach(() => {
  server = new FakeServer();
  tabs = [];
  vi.stubGlobal("navigator", { locks: new FakeLocks() });
});

afterEach(() => {
  for (const tab of tabs) tab.close();
  vi.unstubAllGlobals();
});

function open(options: Partial<ClientOptions> = {}): BellhopClient {
  const sub = `ann-${expect.getState().currentTestName}`;
  const tab = createClient({
    url: server.url,
    token: () => token({ sub }),
    webSocket: server.webSocket,
    tabs: true,
    random: seeded(5),
    backoff: { base: 10, cap: 50 },
    ...options,
  });
  tabs.push(tab);
  tab.connect();
  return tab;
}

const connected = (...all: BellhopClient[]) =>
  vi.waitFor(() => {
    for (const tab of all) expect(tab.connection.getSnapshot().state).toBe("connected");
  });

function listen(tab: BellhopClient) {
  const events: number[] = [];
  tab.channel("chat:lobby").subscribe({ since: { offset: 0 }, onEvent: ({ offset }) => events.push(offset) });
  return events;
}

test("tabs of one principal share a connection, and each hears everything once", async () => {
  const [first, second, third] = [open(), open(), open()];
  const heard = [first, second, third].map(listen);
  await connected(first, second, third);

  for (let index = 0; index < 5; index++) server.publish("message", index);

  await vi.waitFor(() => {
    for (const events of heard) expect(events).toEqual([1, 2, 3, 4, 5]);
  });
  expect(server.live).toHaveLength(1);
  expect(second.flags).toEqual({ beta: true });
});

test("a follower's call is answered through the leader", async () => {
  server.handlers["chat.rooms"] = () => ({ rooms: [{ room: "lobby", name: "Lobby" }] });
  const [first, second] = [open(), open()];
  await connected(first, second);

  expect(await second.call("chat.rooms", {})).toEqual({ rooms: [{ room: "lobby", name: "Lobby" }] });
});

test("who writes in a tab that follows has the leader try again soon", async () => {
  const patient = { backoff: { base: 60_000, cap: 60_000 }, random: () => 0.5 };
  server.handlers["chat.send"] = () => ({ offset: server.publish("message", 1), at: "now" });
  const [first, second] = [open(patient), open(patient)];
  await connected(first, second);
  server.drop();
  await vi.waitFor(() => expect(second.connection.getSnapshot().state).toBe("reconnecting"));

  await second.call("chat.send", { room: "lobby", text: "hello" }, { queue: true });

  expect(server.live).toHaveLength(1);
});

test("when the leader closes, another goes on without losing or doubling anything", async () => {
  let sent = 0;
  server.handlers["chat.send"] = () => ({ offset: server.publish("message", ++sent), at: "now" });
  const [first, second, third] = [open(), open(), open()];
  const heard = [second, third].map(listen);
  await connected(first, second, third);

  const answers = Array.from({ length: 20 }, (_, index) =>
    second.call("chat.send", { room: "lobby", text: String(index) }),
  );
  first.close();

  expect((await Promise.all(answers)).map(({ offset }) => offset)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  await vi.waitFor(() => {
    for (const events of heard) expect(events).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
  expect(sent).toBe(20);
  expect(server.live).toHaveLength(1);
});

test("a follower's kept message is sent by the leader, and its call is answered", async () => {
  server.handlers["chat.send"] = () => ({ offset: 7, at: "now" });
  const [first, second] = [open(), open()];
  await connected(first, second);

  const result = await second.call("chat.send", { room: "lobby", text: "kept" }, { queue: true });

  expect(result).toEqual({ offset: 7, at: "now" });
  expect(server.requests.filter(({ method }) => method === "chat.send")).toHaveLength(1);
  await vi.waitFor(() => expect(first.outbox.getSnapshot()).toEqual([]));
});

test("another principal gets a connection of its own", async () => {
  await connected(...["ann", "ben"].map((sub) => open({ token: () => token({ sub }) })));

  expect(server.live).toHaveLength(2);
});

test("a tab that comes late starts from its own position, and the others notice nothing", async () => {
  const first = open();
  const early = listen(first);
  await connected(first);
  for (let index = 0; index < 3; index++) server.publish("message", index);
  await vi.waitFor(() => expect(early).toEqual([1, 2, 3]));

  const late = listen(open());
  await vi.waitFor(() => expect(late).toEqual([1, 2, 3]));
  server.publish("message", 4);

  await vi.waitFor(() =>
    expect([early, late]).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ]),
  );
});

test("a leader that does not answer loses its place to a tab that is looked at", async () => {
  const first = open();
  await connected(first);
  const frozen = vi.spyOn(BroadcastChannel.prototype, "postMessage").mockImplementation(() => {});
  const second = open();
  await new Promise((resolve) => setTimeout(resolve, 200));
  frozen.mockRestore();

  await vi.waitFor(() => expect(second.connection.getSnapshot().state).toBe("connected"), { timeout: 6_000 });
  await vi.waitFor(() => expect(server.live).toHaveLength(1));
});

test("who tries again in a tab that follows has a leader try again that gave up", async () => {
  const [first, second] = [open(), open()];
  await connected(first, second);
  server.end("revoked");
  await vi.waitFor(() => expect(second.connection.getSnapshot().state).toBe("failed"));

  second.close();
  second.connect();

  await connected(first, second);
  expect(server.live).toHaveLength(1);
});
