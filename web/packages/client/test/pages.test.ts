import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type BellhopClient, createClient } from "../src";
import { chatOf, type RoomStore } from "../src/chat";
import { ben, FakeRoom } from "./fake-chat";
import { FakeServer, token, wireError } from "./fake-server";
import { seeded } from "./random";

let server: FakeServer;
let room: FakeRoom;
let client: BellhopClient;
const stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  server = new FakeServer();
  room = new FakeRoom(server);
  room.page = 4;
  for (let index = 1; index <= 20; index++) room.says(ben, String(index));
  client = createClient({
    url: server.url,
    token: () => token(),
    webSocket: server.webSocket,
    random: seeded(3),
    tabs: false,
  });
  client.connect();
});

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  client.close();
  vi.useRealTimers();
});

async function pass(milliseconds = 20): Promise<void> {
  for (let slice = 0; slice < 10; slice++) {
    await vi.advanceTimersByTimeAsync(milliseconds / 10);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function watch(): Promise<RoomStore> {
  const store = chatOf(client).room("lobby");
  stops.push(store.subscribe(() => {}));
  await pass();
  return store;
}

const texts = (store: RoomStore) =>
  store.getSnapshot().timeline.messages.map(({ text, deleted }) => (deleted ? "deleted" : text));

/** Once, between the server's reading of an answer and the answer. */
function afterReading(method: string, what: () => void): void {
  const { handlers } = server;
  const answer = handlers[method];
  handlers[method] = (request) => {
    const read = answer?.(request);
    if (answer) handlers[method] = answer;
    what();
    return read;
  };
}

/** An answer comes half a second later, and is true for then. */
function slow(method: string): void {
  const { handlers } = server;
  const answer = handlers[method];
  handlers[method] = () => {
    if (answer) handlers[method] = answer;
    throw wireError("rate_limited", { after: 500 });
  };
}

test("a message that comes while the last page is on its way follows it", async () => {
  const store = await watch();
  await Promise.all([store.around(15), pass()]);
  expect(texts(store)).toEqual(["13", "14", "15", "16"]);
  afterReading("chat.history", () => room.says(ben, "21"));
  await Promise.all([store.loadNewer(), pass()]);
  room.says(ben, "22");
  await pass();

  expect(texts(store).slice(4)).toEqual(["17", "18", "19", "20", "21", "22"]);
});

test("what comes while the newest messages are on their way is in them", async () => {
  const store = await watch();
  await Promise.all([store.around(5), pass()]);
  afterReading("chat.open", () => {
    room.says(ben, "21");
    server.publish("receipt", { person: "ben", delivered: 21, read: 21 });
  });
  await Promise.all([store.latest(), pass()]);

  expect(texts(store)).toEqual(["17", "18", "19", "20", "21"]);
  expect(store.getSnapshot().members).toContainEqual(expect.objectContaining({ id: "ben", read: 21 }));
});

test("what is deleted or edited while a page is on its way does not show as it was", async () => {
  const store = await watch();
  afterReading("chat.history", () => {
    server.publish("deleted", { message: 13 });
    server.publish("edited", { message: 14, text: "fourteen", mentions: [], links: [] });
  });
  await Promise.all([store.loadOlder(), pass()]);

  expect(texts(store)).toEqual(["deleted", "fourteen", "15", "16", "17", "18", "19", "20"]);
});

test("a page that comes too late for what is shown leaves no gap", async () => {
  const store = await watch();
  for (const page of [store.loadOlder, store.loadNewer]) {
    await Promise.all([store.around(5), pass()]);
    expect(texts(store)).toEqual(["3", "4", "5", "6"]);
    slow("chat.history");
    await Promise.all([page(), store.latest(), pass(2_000)]);

    expect(texts(store)).toEqual(["17", "18", "19", "20"]);
    expect(store.getSnapshot()).toMatchObject({ paging: false, timeline: { moreAfter: false } });
  }
});

test("who asks for a message while a page is on its way gets there after it", async () => {
  const store = await watch();
  slow("chat.history");
  await Promise.all([store.loadOlder(), store.around(5), pass(2_000)]);

  expect(texts(store)).toEqual(["3", "4", "5", "6"]);
});

test("nobody has seen what comes while they look at the end of a part far back", async () => {
  const store = await watch();
  store.atEnd(true);
  await Promise.all([store.around(5), pass()]);
  room.says(ben, "21");
  await pass(2_000);

  expect(store.getSnapshot().unseen).toBe(1);
  expect(room.cursors.read).toBe(20);
});

test("what somebody reads stays, however much comes, and who writes there goes on at the end", async () => {
  room.page = 1_000;
  for (let index = 21; index <= 1_000; index++) room.says(ben, String(index));
  const store = await watch();
  store.atEnd(false);
  room.says(ben, "1001");
  await pass();
  expect(texts(store).at(0)).toBe("1");
  expect(store.getSnapshot()).toMatchObject({ unseen: 1, timeline: { moreAfter: true } });

  room.page = 50;
  store.send("mine");
  await pass(200);
  expect(texts(store).slice(-2)).toEqual(["1001", "mine"]);
  expect(store.getSnapshot().unsent).toEqual([]);
});

test("where nobody reads, the oldest of a thousand messages make way for the next", async () => {
  room.page = 1_000;
  for (let index = 21; index <= 1_000; index++) room.says(ben, String(index));
  const store = await watch();
  room.says(ben, "1001");
  await pass();
  store.atEnd(true);
  room.says(ben, "1002");
  await pass();

  expect([texts(store).at(0), texts(store).at(-1)]).toEqual(["3", "1002"]);
});
