import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { type BellhopClient, createClient } from "../src";
import { chatOf, type RoomStore } from "../src/chat";
import { ann, ben, FakeRoom, message, summary } from "./fake-chat";
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

function watch(): RoomStore {
  const store = chatOf(client).room("lobby");
  stops.push(store.subscribe(() => {}));
  return store;
}

const texts = (store: RoomStore) => store.getSnapshot().timeline.messages.map(({ text }) => text);

test("a room shows its history, and what comes after it once", async () => {
  room.says(ann, "one");
  const store = watch();
  await pass();
  room.says(ben, "two");
  await pass();
  server.drop();
  room.says(ben, "three");
  await pass(5_000);

  expect(store.getSnapshot()).toMatchObject({ phase: "ready", own: "ann" });
  expect(texts(store)).toEqual(["one", "two", "three"]);
});

test("a message shows at once as unsent, goes out when it can, and is then sent", async () => {
  const store = watch();
  await pass();
  server.refuseOpen = true;
  server.drop();
  await pass();

  store.send("hello");
  await pass();
  expect(store.getSnapshot().unsent).toMatchObject([{ text: "hello", failed: false }]);
  server.refuseOpen = false;
  await pass(10_000);

  expect(store.getSnapshot().unsent).toEqual([]);
  expect(texts(store)).toEqual(["hello"]);
});

test("what the server refuses stays as failed, to be sent again or forgotten", async () => {
  const send = server.handlers["chat.send"];
  server.handlers["chat.send"] = () => {
    throw wireError("too_large");
  };
  const store = watch();
  await pass();
  store.send("hello");
  store.send("bye");
  await pass();
  const [first, second] = store.getSnapshot().unsent;
  expect([first?.failed, second?.failed]).toEqual([true, true]);

  if (send) server.handlers["chat.send"] = send;
  store.retry(String(first?.key));
  store.discard(String(second?.key));
  await pass();

  expect(store.getSnapshot().unsent).toEqual([]);
  expect(texts(store)).toEqual(["hello"]);
});

test("delivered goes out by itself, at most once a second; read only where the end is in sight", async () => {
  room.says(ben, "one");
  const store = watch();
  await pass();
  for (const text of ["two", "three", "four"]) room.says(ben, text);
  await pass(900);
  expect(room.receipts).toEqual([]);
  await pass(200);
  expect(room.receipts).toEqual([{ delivered: 4 }]);

  store.atEnd(true);
  await pass(1_100);

  expect(room.receipts).toEqual([{ delivered: 4 }, { delivered: 4, read: 4 }]);
});

test("nothing is read while the page is hidden", async () => {
  vi.stubGlobal("document", { visibilityState: "hidden" });
  const store = watch();
  store.atEnd(true);
  await pass();
  room.says(ben, "one");
  await pass(2_000);

  expect(room.receipts).toEqual([{ delivered: 1 }]);
  expect(store.getSnapshot()).toMatchObject({ unseen: 1, unreadLine: { after: 0, count: 1 } });
  vi.unstubAllGlobals();
});

test("a receipt that the server cannot take waits as long as it says and by chance more; newer ones wait behind it", async () => {
  const take = server.handlers["chat.receipt"] as (request: unknown) => unknown;
  const refusals = [20_000, undefined];
  server.handlers["chat.receipt"] = (request) => {
    if (refusals.length === 0) return take(request);
    const after = refusals.shift();
    throw wireError("unavailable", after === undefined ? {} : { after });
  };
  const random = vi.spyOn(Math, "random").mockReturnValue(0.8);
  onTestFinished(() => random.mockRestore());
  watch();
  await pass();
  room.says(ben, "one");
  await pass(1_100);
  room.says(ben, "two");
  await pass(19_900);
  expect(room.receipts).toEqual([{ delivered: 1 }]);

  await pass(1_000);
  expect(room.receipts).toEqual([{ delivered: 1 }, { delivered: 1 }]);
  await pass(900);
  expect(room.receipts).toHaveLength(2);
  await pass(500);
  expect(room.receipts).toHaveLength(3);
  await pass(1_100);
  expect(room.receipts.at(-1)).toEqual({ delivered: 2 });
  expect(room.receipts).toHaveLength(4);
});

test("the line tells where the unread began when the room was opened", async () => {
  for (const text of ["one", "two", "three"]) room.says(ben, text);
  room.cursors = { delivered: 1, read: 1 };
  const store = watch();
  store.atEnd(true);
  await pass(2_000);

  expect(store.getSnapshot().unreadLine).toEqual({ after: 1, count: 2 });
  expect(room.cursors).toEqual({ delivered: 3, read: 3 });
});

test("ticks follow the other side's cursors", async () => {
  const store = watch();
  await pass();
  store.send("hello");
  await pass();
  server.publish("receipt", { person: "ben", delivered: 1, read: 0 });
  await pass();

  expect(store.getSnapshot().members).toMatchObject([{ id: "ann" }, { id: "ben", delivered: 1, read: 0 }]);
});

test("older messages are paged in, a message far back is shown where it is, and one comes back", async () => {
  room.page = 4;
  for (let index = 1; index <= 20; index++) room.says(ben, String(index));
  const store = watch();
  await pass();
  await Promise.all([store.loadOlder(), pass()]);
  expect(texts(store)).toEqual(["13", "14", "15", "16", "17", "18", "19", "20"]);

  await Promise.all([store.around(5), pass()]);
  expect(texts(store)).toEqual(["3", "4", "5", "6"]);
  room.says(ben, "21");
  await pass();
  expect(texts(store)).toEqual(["3", "4", "5", "6"]);
  expect(store.getSnapshot().unseen).toBe(1);
  await Promise.all([store.loadNewer(), pass()]);
  expect(texts(store)).toEqual(["3", "4", "5", "6", "7", "8", "9", "10"]);

  await Promise.all([store.latest(), pass()]);
  expect(texts(store).at(-1)).toBe("21");
});

/** A room that was left, with something done before that, and entered again after somebody wrote. */
async function enteredAgain(before = () => {}): Promise<RoomStore> {
  const store = chatOf(client).room("lobby");
  const leave = store.subscribe(() => {});
  await pass();
  before();
  await pass();
  leave();
  room.says(ben, "meanwhile");
  await pass();
  store.atEnd(true);
  stops.push(store.subscribe(() => {}));
  await pass();
  return store;
}

test("a room that is left and entered again goes on where it was, without asking for it all", async () => {
  const store = await enteredAgain();

  expect(texts(store)).toEqual(["meanwhile"]);
  expect(store.getSnapshot().unreadLine).toEqual({ after: 0, count: 1 });
  expect(store.getSnapshot().timeline.messages[0]?.arrivedAt).toBeUndefined();
  expect(server.requests.filter(({ method }) => method === "chat.open")).toHaveLength(1);
});

test("what came unseen before a room was left is unread with what comes after", async () => {
  const store = await enteredAgain(() => room.says(ben, "as it closes"));

  expect(store.getSnapshot().unreadLine).toEqual({ after: 0, count: 2 });
});

test("a room that is refused says why", async () => {
  server.handlers["chat.open"] = () => {
    throw wireError("not_found");
  };
  const store = watch();
  await pass();

  expect(store.getSnapshot()).toMatchObject({ phase: "failed", error: { code: "not_found" } });
});

test("typing is told at most every three seconds, and the others' expires", async () => {
  const store = chatOf(client).typing("lobby");
  stops.push(store.subscribe(() => {}));
  await pass();
  for (let index = 0; index < 5; index++) store.tell(true);
  store.tell(false);
  store.tell(false);
  await pass();
  const told = server.requests.filter(({ method }) => method === "chat.typing");
  expect(told.map(({ params }) => params.typing)).toEqual([true, false]);

  server.signal("typing", { from: ben, typing: true });
  server.signal("typing", { from: ann, typing: true });
  await pass();
  expect(store.getSnapshot().people).toEqual([ben]);
  await pass(6_100);
  expect(store.getSnapshot().people).toEqual([]);
});

test("unread counts all rooms, follows what comes, and what is read elsewhere", async () => {
  room.says(ben, "one");
  const list = chatOf(client).rooms();
  stops.push(list.subscribe(() => {}));
  await pass(100);
  expect(list.getSnapshot()).toMatchObject({ phase: "ready", unread: 1 });

  room.says(ben, "two");
  await pass();
  expect(list.getSnapshot()).toMatchObject({ unread: 2, rooms: [{ last: { text: "two" } }] });
  server.publish("receipt", { person: "ann", delivered: 2, read: 2 });
  await pass();
  expect(list.getSnapshot().unread).toBe(0);
});

test("what comes while the list is on its way is counted, though the list does not know it", async () => {
  room.says(ben, "one");
  const list = chatOf(client).rooms();
  stops.push(list.subscribe(() => {}));
  await pass(100);
  const mention = (message: number) =>
    server.publish("mention", { room: "lobby", message, from: ben, text: "you" }, "user:ann");
  server.handlers["chat.rooms"] = () => {
    const known = room.summary();
    mention(room.says(ben, "two"));
    return { rooms: [known] };
  };
  list.reload();
  await pass(100);
  expect(list.getSnapshot()).toMatchObject({ unread: 2, mentions: 1, rooms: [{ last: { text: "two" } }] });

  // And the other way round: what the list has counted may still come.
  server.handlers["chat.rooms"] = () => ({ rooms: [{ ...room.summary(), mentions: 1 }] });
  list.reload();
  await pass(100);
  mention(2);
  await pass();
  expect(list.getSnapshot()).toMatchObject({ unread: 2, mentions: 1 });
});

test("reading a room takes it off the list's count, though no event tells it", async () => {
  room.says(ben, "one");
  server.handlers["chat.receipt"] = () => ({});
  const list = chatOf(client).rooms();
  stops.push(list.subscribe(() => {}));
  const store = watch();
  await pass(100);
  store.atEnd(true);
  await pass(1_500);

  expect(list.getSnapshot().unread).toBe(0);
});

test("a room that one is let into shows, and one that is mentioned in counts", async () => {
  const list = chatOf(client).rooms();
  stops.push(list.subscribe(() => {}));
  await pass(100);
  const other = summary({ room: "bar", name: "Bar", at: "2026-11-21T00:00:00Z" });
  server.handlers["chat.rooms"] = () => ({ rooms: [room.summary(), other] });
  server.publish("room", { room: "bar", kind: "group", name: "Bar", on: true }, "user:ann");
  await pass(500);
  expect(list.getSnapshot().rooms.map(({ name }) => name)).toEqual(["Bar", "Lobby"]);

  const { offset, at, ...said } = message(0, { from: ben });
  server.publish("message", said, "chat:bar");
  server.publish("mention", { room: "bar", message: 1, from: ben, text: "you" }, "user:ann");
  await pass();

  expect(list.getSnapshot()).toMatchObject({ unread: 1, mentions: 1 });
});

test("statuses of many people are one question, and signals change them", async () => {
  const asked: unknown[] = [];
  const online = (person: string) => ({ person, status: "online", devices: [] });
  server.handlers["presence.of"] = ({ params }) => {
    asked.push(params.people);
    return { people: (params.people as string[]).filter((id) => id !== "stranger").map(online) };
  };
  const stores = ["ann", "ben", "stranger"].map((person) => chatOf(client).person(person));
  for (const store of stores) stops.push(store.subscribe(() => {}));
  await pass(100);
  server.signal("status", { person: "ben", status: "away", devices: [] }, "person:ben");
  await pass();

  expect(asked).toEqual([["ann", "ben", "stranger"]]);
  const shown = () => stores.map((store) => store.getSnapshot().status?.status);
  expect(shown()).toEqual(["online", "away", undefined]);

  // Signals that were missed while cut off are made up for by asking again.
  server.drop();
  await pass(5_000);
  expect(asked.length).toBe(2);
  expect(shown()).toEqual(["online", "online", undefined]);
});

test("a status that a signal tells while it is asked for is the newer one", async () => {
  const status = (of: string) => ({ person: "ben", status: of, devices: [] });
  server.handlers["presence.of"] = () => {
    server.signal("status", status("busy"), "person:ben");
    return { people: [status("online")] };
  };
  const store = chatOf(client).person("ben");
  stops.push(store.subscribe(() => {}));
  await pass(100);

  expect(store.getSnapshot().status?.status).toBe("busy");
});

test("what was erased is gone, with who was there; what comes after is not", async () => {
  room.says(ben, "gone soon");
  const store = watch();
  const list = chatOf(client).rooms();
  stops.push(list.subscribe(() => {}));
  await pass(100);
  server.publish("erased", {});
  room.says(ben, "fresh");
  await pass();

  expect(texts(store)).toEqual(["fresh"]);
  expect(store.getSnapshot().members.map(({ id }) => id)).toEqual(["ben"]);
  expect(list.getSnapshot().rooms[0]).toMatchObject({ messages: 1, last: { text: "fresh" } });
});

test("what is written before it is known what the room is goes out in order", async () => {
  const { handlers } = server;
  const opened = handlers["chat.open"];
  let refusals = 0;
  handlers["chat.open"] = (request) => {
    if (request.params.limit === 1 && refusals++ === 0) throw wireError("unavailable", { after: 300 });
    return opened?.(request);
  };
  const store = watch();
  store.send("one");
  store.send("two");
  await pass(100);
  expect(store.getSnapshot().room?.encrypted).toBe(false);
  store.send("three");
  await pass(2_000);

  expect(texts(store)).toEqual(["one", "two", "three"]);
  expect(store.getSnapshot().unsent).toEqual([]);
});

test("what the browser cannot keep shows as failed, and goes out when it is tried again", async () => {
  const store = watch();
  await pass();
  server.refuseOpen = true;
  server.drop();
  await pass();
  for (let entry = 0; entry < 500; entry++)
    void client.call("chat.typing", { room: "lobby", typing: true }, { queue: true });
  await pass();
  store.send("hello", { files: ["f1"] });
  await pass();
  expect(store.getSnapshot().unsent).toMatchObject([{ text: "hello", failed: true, files: ["f1"] }]);

  server.refuseOpen = false;
  await pass(20_000);
  store.retry(store.getSnapshot().unsent[0]?.key ?? "");
  await pass(1_000);
  expect(store.getSnapshot().unsent).toEqual([]);
  expect(texts(store)).toEqual(["hello"]);
});

test("a store that somebody listens to stays the one of its name, however many there are", async () => {
  const people = Array.from({ length: 60 }, (_, index) => `person ${index}`);
  const stores = people.map((person) => {
    const store = chatOf(client).person(person);
    stops.push(store.subscribe(() => {}));
    return store;
  });

  expect(
    people.map((person) => chatOf(client).person(person)).every((store, index) => store === stores[index]),
  ).toBe(true);
});

test("what the server cannot do now is asked for later and later, and not by all in one instant", async () => {
  const asked: number[] = [];
  let after: number | undefined;
  server.handlers["chat.open"] = () => {
    asked.push(Date.now());
    throw wireError("unavailable", after === undefined ? {} : { after });
  };
  const store = watch();
  await pass(60_000);
  const waits = waitsOf(asked);
  expect(waits[0]).toBeLessThan(1_100);
  for (const wait of waits.slice(4)) expect(wait).toBeGreaterThanOrEqual(5_000);
  expect(Math.max(...waits)).toBeLessThan(10_100);

  after = 20_000;
  await pass(10_000);
  asked.splice(0, asked.length - 1);
  await pass(200_000);
  const told = waitsOf(asked);
  expect(Math.min(...told)).toBeGreaterThanOrEqual(20_000);
  expect(new Set(told).size).toBeGreaterThan(1);
  expect(store.getSnapshot().phase).toBe("loading");
});

test("once the client is closed nothing is asked any more, until it is connected again", async () => {
  const { handlers } = server;
  const open = handlers["chat.open"];
  handlers["chat.open"] = () => {
    throw wireError("unavailable");
  };
  const store = watch();
  await pass(100);
  client.close();
  await pass(600_000);
  expect(vi.getTimerCount()).toBe(0);

  if (open) handlers["chat.open"] = open;
  client.connect();
  await pass(1_000);
  expect(store.getSnapshot().phase).toBe("ready");
});

function waitsOf(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

test("who is put out of a room and let in again goes on in it, also with who writes there", async () => {
  room.says(ben, "one");
  const store = watch();
  const typing = chatOf(client).typing("lobby");
  stops.push(typing.subscribe(() => {}));
  await pass(100);
  server.putOut("chat:lobby");
  await pass();
  room.says(ben, "two");
  server.publish("room", { room: "lobby", kind: "group", name: "", on: false }, "user:ann");
  server.publish("room", { room: "bar", kind: "group", name: "Bar", on: true }, "user:ann");
  await pass();
  expect(texts(store)).toEqual(["one"]);

  server.publish("room", { room: "lobby", kind: "group", name: "Lobby", on: true }, "user:ann");
  await pass();
  room.says(ben, "three");
  server.signal("typing", { from: ben, typing: true });
  await pass();

  expect(texts(store)).toEqual(["one", "two", "three"]);
  expect(typing.getSnapshot().people).toEqual([ben]);
});
