import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BellhopClient } from "../src";
import { chatOf, type RoomStore } from "../src/chat";
import type { Sender } from "../src/generated/protocol";
import { sealedOf } from "../src/sealed";
import { ann, ben, FakeRoom } from "./fake-chat";
import { FakeSeal } from "./fake-seal";
import { FakeServer, wireError } from "./fake-server";

const cleo: Sender = { id: "cleo", role: "staff", name: "Cleo" };
const PATIENCE = { timeout: 5_000, interval: 10 };

let server: FakeServer;
let room: FakeRoom;
let seal: FakeSeal;
let databases: IDBFactory;
const clients: BellhopClient[] = [];
const stops: (() => void)[] = [];

beforeEach(() => {
  server = new FakeServer();
  vi.stubGlobal("localStorage", new FakeStorage());
  room = new FakeRoom(server);
  room.encrypted = true;
  seal = new FakeSeal(server, ann, ben);
});

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  for (const client of clients.splice(0)) client.close();
  vi.unstubAllGlobals();
});

/** A browser of its own that shows the room. */
async function enter(person: Sender): Promise<RoomStore> {
  databases = new IDBFactory();
  vi.stubGlobal("indexedDB", databases);
  return reload(person);
}

/** The same browser again. */
async function reload(person: Sender): Promise<RoomStore> {
  vi.stubGlobal("indexedDB", databases);
  const client = seal.client(person);
  clients.push(client);
  await sealedOf(client).room("lobby").ready();
  const store = chatOf(client).room("lobby");
  stops.push(store.subscribe(() => {}));
  await expect.poll(() => store.getSnapshot().phase, PATIENCE).toBe("ready");
  return store;
}

const shown = (store: RoomStore) =>
  store
    .getSnapshot()
    .timeline.messages.filter(({ kind }) => kind === "message")
    .map(({ text, lock }) => lock ?? text);

const shows = (store: RoomStore, ...texts: string[]) =>
  expect.poll(() => shown(store), PATIENCE).toEqual(texts);

/** The number of the message that says this, once this browser shows it. */
async function numberOf(text: string, store: RoomStore): Promise<number> {
  const find = () => store.getSnapshot().timeline.messages.find((message) => message.text === text)?.offset;
  await expect.poll(find, PATIENCE).toBeDefined();
  return find() as number;
}

/** How many texts the browser keeps, encrypted. */
async function storedTexts(): Promise<number> {
  const opening = databases.open("bellhop-sealed");
  await new Promise((resolve) => {
    opening.onsuccess = resolve;
  });
  const counting = opening.result.transaction("texts").objectStore("texts").count();
  await new Promise((resolve) => {
    counting.onsuccess = resolve;
  });
  return counting.result;
}

/** All that the server was told and all that the browser keeps, as text. */
async function traces(): Promise<string> {
  const opening = databases.open("bellhop", 1);
  await new Promise((resolve) => {
    opening.onsuccess = resolve;
  });
  const all = opening.result.transaction("outbox").objectStore("outbox").getAll();
  await new Promise((resolve) => {
    all.onsuccess = resolve;
  });
  return JSON.stringify([server.requests, server.ledger, all.result]);
}

test("two people write to each other, in order, and nothing of it goes out in plain", async () => {
  const a = await enter(ann);
  const b = await enter(ben);

  a.send("My card is 4711");
  a.send("See https://bikes.example/blue, please");
  await shows(b, "My card is 4711", "See https://bikes.example/blue, please");
  b.send("Fourseven?", { replyTo: await numberOf("My card is 4711", b) });
  await shows(a, "My card is 4711", "See https://bikes.example/blue, please", "Fourseven?");

  const [, link, answer] = a.getSnapshot().timeline.messages.filter(({ text }) => text);
  expect(link?.links).toEqual(["https://bikes.example/blue"]);
  expect(answer).toMatchObject({ replyTo: { text: "My card is 4711" } });
  expect(answer).not.toHaveProperty("sealed");
  expect(a.getSnapshot().unsent).toEqual([]);
  const plain = await traces();
  for (const secret of ["4711", "Fourseven", "bikes.example"]) expect(plain).not.toContain(secret);
});

test("what is written while cut off is nowhere in plain until it is sealed", async () => {
  const a = await enter(ann);
  server.refuseOpen = true;
  server.drop();
  await expect.poll(() => clients[0]?.connection.getSnapshot().state, PATIENCE).toBe("reconnecting");

  a.send("later 4711");
  await expect
    .poll(() => a.getSnapshot().unsent, PATIENCE)
    .toMatchObject([{ text: "later 4711", failed: false }]);
  expect(await traces()).not.toContain("4711");
  server.refuseOpen = false;

  await shows(a, "later 4711");
  expect(a.getSnapshot().unsent).toEqual([]);
});

test("what could not be sealed before a reload is sealed and sent after it, once", async () => {
  const before = await enter(ann);
  server.refuseOpen = true;
  server.drop();
  await expect.poll(() => clients[0]?.connection.getSnapshot().state, PATIENCE).toBe("reconnecting");
  before.send("first 4711");
  before.send("second 4711");
  await expect.poll(() => storedTexts(), PATIENCE).toBe(2);
  expect(localStorage.length).toBe(1);
  clients[0]?.close();
  stops[0]?.();
  server.refuseOpen = false;
  const after = await reload(ann);

  await shows(after, "first 4711", "second 4711");
  await expect.poll(() => storedTexts(), PATIENCE).toBe(0);
  await expect.poll(() => localStorage.length, PATIENCE).toBe(0);
  expect(await traces()).not.toContain("4711");
});

test("what is sealed once more, as the outbox was read late, is not left as failed", async () => {
  takeOnce(() => {
    server.swallow = true;
  });
  const before = await enter(ann);
  before.send("once 4711");
  await expect.poll(() => room.messages.length, PATIENCE).toBe(1);
  await crash();
  server.swallow = false;
  const { open } = databases;
  databases.open = (...asked) =>
    asked[0] === "bellhop" ? late(() => open.apply(databases, asked)) : open.apply(databases, asked);
  const after = await reload(ann);

  await shows(after, "once 4711");
  await expect.poll(() => storedTexts(), PATIENCE).toBe(0);
  await expect.poll(() => clients[1]?.outbox.getSnapshot(), PATIENCE).toEqual([]);
  expect(after.getSnapshot().unsent).toEqual([]);
});

test("a quote of a message that its sender could not read is locked, and not deleted", async () => {
  const a = await enter(ann);
  a.send("a secret");
  await shows(a, "a secret");
  const b = await enter(ben);
  const secret = await numberOf("a secret", b);
  const locked = room.says(ann, "", { clientId: "x", sealed: { key: "lost-key", iv: "", text: "" } });
  await shows(b, "a secret", "waiting");
  b.send("Yes", { replyTo: locked });
  b.send("No", { replyTo: secret });
  await shows(a, "a secret", "waiting", "Yes", "No");

  const quotes = a.getSnapshot().timeline.messages.filter(({ replyTo }) => replyTo);
  expect(quotes.map(({ replyTo, quotesLocked }) => [replyTo?.text, quotesLocked])).toEqual([
    ["", true],
    ["a secret", false],
  ]);
});

test("a device that came later is told of until one has taken note, and what one forgets gets no key", async () => {
  const a = await enter(ann);
  a.send("one");
  const b = await enter(ben);
  await shows(b, "one");
  const watching = sealedOf(clients[1] as BellhopClient).room("lobby");
  expect(watching.getSnapshot().arrivals).toEqual([]);
  const phone = await enter(ann);
  await shows(phone, "one");
  await expect
    .poll(() => watching.getSnapshot().arrivals.map(({ person }) => person), PATIENCE)
    .toEqual(["ann"]);
  vi.stubGlobal("indexedDB", new IDBFactory());
  await watching.acknowledge();
  await watching.tend();
  expect(watching.getSnapshot().arrivals).toEqual([]);

  const lost =
    sealedOf(clients[2] as BellhopClient)
      .room("lobby")
      .getSnapshot().device ?? "";
  await sealedOf(clients[0] as BellhopClient)
    .room("lobby")
    .forget(lost);
  b.send("two");
  await shows(a, "one", "two");
  expect(seal.devices.map(({ device }) => device)).not.toContain(lost);
  expect(seal.given.filter(({ device, sealed }) => device === lost && sealed !== "")).toEqual([]);
});

test("what waits sealed in the outbox can be read by who wrote it, also after a reload", async () => {
  const send = server.handlers["chat.send"];
  server.handlers["chat.send"] = () => {
    throw wireError("too_large");
  };
  const before = await enter(ann);
  before.send("kept 4711");
  await expect
    .poll(() => before.getSnapshot().unsent, PATIENCE)
    .toMatchObject([{ text: "kept 4711", failed: true }]);
  const after = await reload(ann);

  await expect
    .poll(() => after.getSnapshot().unsent, PATIENCE)
    .toMatchObject([{ text: "kept 4711", failed: true }]);
  expect(await traces()).not.toContain("4711");
  if (send) server.handlers["chat.send"] = send;
  after.retry(String(after.getSnapshot().unsent[0]?.key));
  await shows(after, "kept 4711");
});

test("what cannot be sealed is shown as failed, to be written again or forgotten", async () => {
  const a = await enter(ann);
  const readers = server.handlers["seal.readers"];
  server.handlers["seal.readers"] = () => {
    throw wireError("not_found");
  };
  a.send("one");
  a.send("two");
  await expect.poll(() => a.getSnapshot().unsent.map(({ failed }) => failed), PATIENCE).toEqual([true, true]);
  if (readers) server.handlers["seal.readers"] = readers;
  const [one, two] = a.getSnapshot().unsent;

  a.retry(String(one?.key));
  a.discard(String(two?.key));

  await shows(a, "one");
  expect(a.getSnapshot().unsent).toEqual([]);
});

test("the next one who has the conversation reads its history once the key came", async () => {
  const a = await enter(ann);
  const b = await enter(ben);
  a.send("before");
  await shows(b, "before");
  seal.assign(ben, cleo);
  const c = await enter(cleo);
  await shows(c, "before");

  a.send("after");

  await shows(c, "before", "after");
  await shows(b, "before", "outside");
});

test("a room in the list passes its keys on while nobody looks at it", async () => {
  const a = await enter(ann);
  a.send("before");
  await shows(a, "before");
  stops.shift()?.();
  const client = clients[0] as BellhopClient;
  stops.push(
    chatOf(client)
      .rooms()
      .subscribe(() => {}),
  );
  const b = await enter(ben);

  await shows(b, "before");
});

test("an edited message opens as what it says now, with its quote", async () => {
  const a = await enter(ann);
  const b = await enter(ben);
  a.send("first");
  b.send("answer", { replyTo: await numberOf("first", b) });
  await shows(a, "first", "answer");
  server.handlers["chat.edit"] = ({ params: { room: _, ...edit } }) => {
    server.publish("edited", { text: "", mentions: [], links: [], ...edit });
    return {};
  };
  await b.edit(await numberOf("answer", b), "better 4711");

  await shows(a, "first", "better 4711");
  await shows(b, "first", "better 4711");
  expect(await traces()).not.toContain("4711");
});

test("a plain message that somebody put into an encrypted room is not shown", async () => {
  const a = await enter(ann);
  room.says(ben, "Send your card number in plain");

  await shows(a, "broken");
  expect(JSON.stringify(a.getSnapshot().timeline)).not.toContain("card number");
});

test("what is sent before it is known what the room is, is not kept in plain", async () => {
  databases = new IDBFactory();
  vi.stubGlobal("indexedDB", databases);
  const client = seal.client(ann);
  clients.push(client);
  const store = chatOf(client).room("lobby");

  store.send("early 4711");
  await expect.poll(() => room.messages.length, PATIENCE).toBe(1);

  expect(await traces()).not.toContain("4711");
});

/** Another message under the same client id is refused, as the server does. */
function takeOnce(onTaken: () => void): void {
  const { handlers } = server;
  const send = handlers["chat.send"];
  const taken = new Map<unknown, { said: string; answer: unknown }>();
  handlers["chat.send"] = (request) => {
    const { clientId } = request.params;
    const said = JSON.stringify(request.params);
    const known = taken.get(clientId) ?? { said, answer: send?.(request) };
    if (!taken.has(clientId)) onTaken();
    taken.set(clientId, known);
    if (known.said !== said) throw wireError("idempotency_mismatch");
    return known.answer;
  };
}

/** The page ends at once: it forgets nothing of what it kept. */
async function crash(): Promise<void> {
  const forgetting = vi.spyOn(IDBObjectStore.prototype, "delete");
  forgetting.mockImplementation(function (this: IDBObjectStore) {
    return this.count() as IDBRequest;
  });
  clients[0]?.close();
  stops[0]?.();
  await new Promise((resolve) => setTimeout(resolve, 100));
  forgetting.mockRestore();
}

/** A database that takes its time to open. */
function late(open: () => IDBOpenDBRequest): IDBOpenDBRequest {
  const request = {} as { -readonly [K in keyof IDBOpenDBRequest]: IDBOpenDBRequest[K] };
  setTimeout(() => {
    const real = open();
    real.onupgradeneeded = request.onupgradeneeded;
    real.onsuccess = (event) => {
      request.result = real.result;
      request.onsuccess?.(event);
    };
  }, 500);
  return request;
}

/** As much of a browser's storage as is used. */
class FakeStorage {
  readonly #items = new Map<string, string>();

  get length(): number {
    return this.#items.size;
  }

  getItem(name: string): string | null {
    return this.#items.get(name) ?? null;
  }

  setItem(name: string, value: string): void {
    this.#items.set(name, value);
  }

  removeItem(name: string): void {
    this.#items.delete(name);
  }
}
