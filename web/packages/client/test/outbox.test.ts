import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { BellhopError } from "../src/errors";
import { openStore } from "../src/outbox/indexeddb";
import { Outbox } from "../src/outbox/outbox";
import { memoryStore, type OutboxEntry, type OutboxStore } from "../src/outbox/store";

const DAY = 86_400_000;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

interface Part {
  outbox: Outbox;
  sent: string[];
  refuse: Map<string, BellhopError>;
}

async function open(store: OutboxStore, owner = "ann"): Promise<Part> {
  const sent: string[] = [];
  const refuse = new Map<string, BellhopError>();
  const outbox = new Outbox({
    random: () => 0,
    async send(entry) {
      const text = textOf(entry);
      sent.push(text);
      const refusal = refuse.get(text);
      if (refusal) throw refusal;
      return { sent: text };
    },
    announce: (note) => void outbox.changed(note),
  });
  await outbox.open(owner, store);
  return { outbox, sent, refuse };
}

const textOf = (entry: OutboxEntry) => (entry.params as { text: string }).text;
const add = ({ outbox }: Part, text: string) => outbox.add("chat.send", { room: "lobby", text });
const shown = ({ outbox }: Part) => outbox.getSnapshot().map((entry) => `${textOf(entry)} ${entry.state}`);

test("what is added while cut off survives a reload, and goes out in order, once", async () => {
  const before = await open(await openStore());
  for (const text of ["one", "two", "three"]) void add(before, text);
  await vi.waitFor(() => expect(shown(before)).toHaveLength(3));

  const after = await open(await openStore());
  expect(shown(after)).toEqual(["one pending", "two pending", "three pending"]);
  after.outbox.ready(true, true);

  await vi.waitFor(() => expect(shown(after)).toEqual([]));
  expect(after.sent).toEqual(["one", "two", "three"]);
});

test("a call resolves with the result once it is committed", async () => {
  const part = await open(memoryStore());
  const result = add(part, "hello");
  part.outbox.ready(true, false);

  expect(await result).toEqual({ sent: "hello" });
});

test("a refused entry shows as failed and lets the next pass; it can be sent again, or discarded", async () => {
  const part = await open(await openStore());
  part.refuse.set("bad", new BellhopError("forbidden", "no"));
  part.outbox.ready(true, true);
  const bad = add(part, "bad");
  const good = add(part, "good");

  await expect(bad).rejects.toMatchObject({ code: "forbidden" });
  expect(await good).toEqual({ sent: "good" });
  expect(shown(part)).toEqual(["bad failed"]);
  const [entry] = part.outbox.getSnapshot();

  part.refuse.clear();
  await part.outbox.retry(entry?.key ?? "");
  await vi.waitFor(() => expect(shown(part)).toEqual([]));
  expect(part.sent).toEqual(["bad", "good", "bad"]);
});

test("what the server cannot do now is repeated a bounded number of times, and keeps its place", async () => {
  const part = await open(memoryStore());
  part.refuse.set("later", new BellhopError("unavailable", "busy", { retryable: true, retryAfter: 1 }));
  part.outbox.ready(true, true);
  const later = add(part, "later");
  await add(part, "next");

  await expect(later).rejects.toMatchObject({ code: "unavailable" });
  expect(part.sent).toEqual([...Array.from({ length: 6 }, () => "later"), "next"]);
});

test("an entry older than three days is shown as failed instead of sent", async () => {
  const store = await openStore();
  const old = {
    key: "k",
    owner: "ann",
    method: "chat.send",
    params: { text: "old" },
    state: "pending",
  } as const;
  await store.add({ ...old, at: Date.now() - 3 * DAY - 1 });
  const part = await open(store);
  part.outbox.ready(true, true);

  await vi.waitFor(() => expect(shown(part)).toEqual(["old failed"]));
  expect(part.sent).toEqual([]);
});

test("another principal of the same browser neither sees nor sends it", async () => {
  const ann = await open(await openStore(), "ann");
  void add(ann, "private");
  await vi.waitFor(() => expect(shown(ann)).toHaveLength(1));

  const ben = await open(await openStore(), "ben");
  ben.outbox.ready(true, true);
  await add(ben, "mine");

  expect(ben.sent).toEqual(["mine"]);
  expect(shown(await open(await openStore(), "ann"))).toEqual(["private pending"]);
});

test("a tab that does not lead leaves a shared store to the one that does", async () => {
  const follower = await open(await openStore());
  follower.outbox.ready(true, false);
  void add(follower, "by the leader");
  await vi.waitFor(() => expect(shown(follower)).toHaveLength(1));

  expect(follower.sent).toEqual([]);
});

test("a full outbox refuses more, plainly", async () => {
  const store = memoryStore();
  const entry = {
    owner: "ann",
    method: "chat.send",
    params: { text: "x" },
    at: Date.now(),
    state: "pending",
  } as const;
  for (let index = 0; index < 500; index++) await store.add({ ...entry, key: `k${index}` });
  const part = await open(store);

  await expect(add(part, "one too many")).rejects.toMatchObject({ code: "limit_reached" });
});

test("a database that opens and then does not answer is as good as none", async () => {
  vi.spyOn(IDBIndex.prototype, "getAll").mockImplementation(() => {
    throw new DOMException("Internal error", "UnknownError");
  });
  const part = await open(await openStore());
  vi.restoreAllMocks();
  part.outbox.ready(true, false);

  expect(await add(part, "hello")).toEqual({ sent: "hello" });
});

test("a database that the browser closes meanwhile is opened again", async () => {
  const opening = vi.spyOn(IDBFactory.prototype, "open");
  onTestFinished(() => opening.mockRestore());
  const store = await openStore();
  const lose = () => (opening.mock.results.at(-1)?.value as IDBOpenDBRequest | undefined)?.result.close();
  const part = await open(store);

  lose();
  const hello = add(part, "hello");
  await vi.waitFor(() => expect(shown(part)).toEqual(["hello pending"]));
  lose();
  part.outbox.ready(true, true);

  expect(await hello).toEqual({ sent: "hello" });
  await vi.waitFor(() => expect(shown(part)).toEqual([]));
  expect(part.sent).toEqual(["hello"]);
});
