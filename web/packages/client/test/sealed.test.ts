import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { BellhopClient } from "../src";
import type { Sealed, Sender } from "../src/generated/protocol";
import { type SealedRoom, sealedOf, takeAlong, vaultOf } from "../src/sealed";
import { keyOf } from "../src/sealed/cipher";
import { deviceName, makeDevice } from "../src/sealed/device";
import { unwrap, wrap } from "../src/sealed/envelope";
import { formerIn, withFormer } from "../src/sealed/former";
import { type Contents, openMessage, sealMessage } from "../src/sealed/message";
import { FakeSeal, sealedBy } from "./fake-seal";
import { FakeServer, token } from "./fake-server";

const ann: Sender = { id: "ann", role: "guest", name: "Ann" };
const ben: Sender = { id: "ben", role: "staff", name: "Ben" };
const cleo: Sender = { id: "cleo", role: "staff", name: "Cleo" };
const PATIENCE = { timeout: 5_000, interval: 10 };

let server: FakeServer;
let seal: FakeSeal;
const clients: BellhopClient[] = [];
const stops: (() => void)[] = [];

beforeEach(() => {
  server = new FakeServer();
  seal = new FakeSeal(server, ann, ben);
});

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  for (const client of clients.splice(0)) client.close();
  vi.unstubAllGlobals();
});

/** A browser of its own that shows the room. */
async function browser(person: Sender): Promise<SealedRoom> {
  vi.stubGlobal("indexedDB", new IDBFactory());
  return reload(person);
}

/** The same browser again. */
async function reload(person: Sender): Promise<SealedRoom> {
  const client = seal.client(person);
  clients.push(client);
  const room = sealedOf(client).room("lobby");
  await room.ready();
  stops.push(room.follow());
  return room;
}

const says = (text: string) => ({ text });

describe("envelopes", () => {
  const name = { site: "demo", room: "lobby", key: "k1" };
  const raw = () => crypto.getRandomValues(new Uint8Array(32));

  test("a key opens for the device that it was sealed for, and for no other", async () => {
    const [one, two, three] = await Promise.all([makeDevice("ann"), makeDevice("ben"), makeDevice("ben")]);
    const key = raw();

    const sealed = await wrap(name, one, two, key);

    expect(await unwrap(name, two, { sealed, to: "ben", from: one })).toEqual(key);
    expect(sealed).toMatch(/^[A-Za-z0-9_-]{80}$/);
    await expect(unwrap(name, three, { sealed, to: "ben", from: one })).rejects.toThrow();
    await expect(unwrap(name, two, { sealed, to: "ben", from: three })).rejects.toThrow();
  });

  test.each([
    ["site", { ...name, site: "other" }, {}, {}],
    ["room", { ...name, room: "other" }, {}, {}],
    ["key", { ...name, key: "k2" }, {}, {}],
    ["sender", name, { person: "cleo" }, {}],
    ["sender's device", name, { device: "another-device" }, {}],
    ["receiver", name, {}, { person: "cleo" }],
    ["receiver's device", name, {}, { device: "another-device" }],
  ])("it does not open under another %s", async (_, other, from, to) => {
    const [one, two] = await Promise.all([makeDevice("ann"), makeDevice("ben")]);
    const sealed = await wrap(name, one, two, raw());

    const own = { ...two, ...to };
    await expect(unwrap(other, own, { sealed, to: own.person, from: { ...one, ...from } })).rejects.toThrow();
  });

  test("it does not open with a bit changed, wherever that is", async () => {
    const [one, two] = await Promise.all([makeDevice("ann"), makeDevice("ben")]);
    const bytes = Buffer.from(await wrap(name, one, two, raw()), "base64url");

    for (const at of [0, 11, 12, 40, 59]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      const sealed = changed.toString("base64url");
      await expect(unwrap(name, two, { sealed, to: "ben", from: one })).rejects.toThrow();
    }
  });

  test("one's own private key cannot be read", async () => {
    const { privateKey } = await makeDevice("ann");

    for (const format of ["pkcs8", "jwk"] as const) {
      await expect(crypto.subtle.exportKey(format, privateKey)).rejects.toThrow();
    }
  });
});

describe("messages", () => {
  let a: SealedRoom;
  let b: SealedRoom;
  let sealed: Sealed;

  beforeEach(async () => {
    a = await browser(ann);
    b = await browser(ben);
    sealed = await a.seal({ text: "My card is 4711", quote: { offset: 1, text: "Which card?" } }, "c1");
    await b.tend();
  });

  test("one that is sealed by one person opens at the other, and at oneself", async () => {
    const expected = { text: "My card is 4711", quote: { offset: 1, text: "Which card?" } };

    expect(await b.open(sealedBy(ann, "c1", sealed))).toEqual(expected);
    expect(await a.open(sealedBy(ann, "c1", sealed))).toEqual(expected);
    expect(JSON.stringify([seal.given, sealed])).not.toContain("4711");
  });

  test.each(["iv", "text"] as const)("one with another %s is broken", async (field) => {
    const bytes = Buffer.from(sealed[field], "base64url");
    for (let at = 0; at < bytes.length; at += 5) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 0x80, at);
      const message = sealedBy(ann, "c1", { ...sealed, [field]: changed.toString("base64url") });
      expect(await b.open(message)).toBe("broken");
    }
  });

  test("one of another key is broken, and one of an unknown key waits", async () => {
    const other = await b.seal(says("other"), "c2");
    seal.people.delete("ben");
    const { key } = await a.seal(says("third"), "c3");

    expect(key).not.toBe(other.key);
    expect(await a.open(sealedBy(ann, "c1", { ...sealed, key }))).toBe("broken");
    expect(await a.open(sealedBy(ann, "c1", { ...sealed, key: "unknown-key" }))).toBe("waiting");
  });

  test("one that is put under somebody else's name or under another id is broken", async () => {
    expect(await b.open(sealedBy(ben, "c1", sealed))).toBe("broken");
    expect(await b.open(sealedBy(ann, "c2", sealed))).toBe("broken");
    const { clientId, ...nameless } = sealedBy(ann, "c1", sealed);
    expect(await b.open(nameless)).toBe("broken");
  });

  test("one that is moved to another room is broken", async () => {
    const other = sealedOf(clients[1] as BellhopClient).room("other");
    await other.ready();

    expect(await other.open(sealedBy(ann, "c1", sealed))).toBe("broken");
  });

  test.each(["site", "room", "sender", "clientId"])(
    "even with the right key another %s breaks it",
    async (part) => {
      const key = await keyOf(crypto.getRandomValues(new Uint8Array(32)));
      const name = { site: "demo", room: "lobby", sender: "ann", clientId: "c1" };
      const one = await sealMessage(key, name, says("here"));

      expect(await openMessage(key, name, one)).toEqual(says("here"));
      await expect(openMessage(key, { ...name, [part]: "other" }, one)).rejects.toThrow();
    },
  );

  test.each<unknown>([null, {}, { text: 1 }, { text: "hello", quote: { offset: 1, text: { b: "o" } } }])(
    "what a member's program has sealed is no message unless it says something: %j",
    async (contents) => {
      const key = await keyOf(crypto.getRandomValues(new Uint8Array(32)));
      const name = { site: "demo", room: "lobby", sender: "ann", clientId: "c1" };
      const sealed = await sealMessage(key, name, contents as Contents);

      await expect(openMessage(key, name, sealed)).rejects.toThrow();
    },
  );

  test("one that comes again as another message is broken", async () => {
    expect(await b.open(sealedBy(ann, "c1", sealed, 7))).toMatchObject(says("My card is 4711"));
    expect(await b.open(sealedBy(ann, "c1", sealed, 8))).toBe("broken");
    expect(await b.open(sealedBy(ann, "c1", sealed, 7))).toMatchObject(says("My card is 4711"));
  });

  test("the length is told in steps of 64 bytes only", async () => {
    const lengths = await Promise.all(
      ["a", "ab", "a".repeat(40), "a".repeat(60)].map(async (text, index) => {
        const { text: cipher } = await a.seal(says(text), `length-${index}`);
        return Buffer.from(cipher, "base64url").length - 16;
      }),
    );

    expect(lengths).toEqual([64, 64, 64, 128]);
  });
});

describe("keys", () => {
  test("one key is for all as long as the readers stay the same", async () => {
    const a = await browser(ann);
    const b = await browser(ben);

    const keys = [await a.seal(says("1"), "1"), await b.seal(says("2"), "2"), await a.seal(says("3"), "3")];

    expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
    expect(seal.holders(seal.keys[0] ?? "").sort()).toEqual(["ann", "ben"]);
  });

  test("after a hand-over the next one reads the history, and the one before reads nothing new", async () => {
    const a = await browser(ann);
    const b = await browser(ben);
    const before = await a.seal(says("before"), "c1");
    seal.assign(ben, cleo);
    const c = await browser(cleo);

    await expect.poll(() => c.open(sealedBy(ann, "c1", before)), PATIENCE).toEqual(says("before"));
    const after = await a.seal(says("after"), "c2");
    await c.tend();
    await b.tend();

    expect(after.key).not.toBe(before.key);
    expect(seal.holders(after.key).sort()).toEqual(["ann", "cleo"]);
    expect(await c.open(sealedBy(ann, "c2", after))).toEqual(says("after"));
    expect(await b.open(sealedBy(ann, "c2", after))).toBe("outside");
    expect(await b.open(sealedBy(ann, "c1", before))).toEqual(says("before"));
    await expect(b.seal(says("no"), "c3")).rejects.toMatchObject({ code: "forbidden" });
  });

  test("the one before gives the history when the customer is away", async () => {
    const a = await browser(ann);
    await browser(ben);
    const before = await a.seal(says("before"), "c1");
    await expect.poll(() => seal.holders(before.key), PATIENCE).toContain("ben");
    stops.shift()?.();
    clients[0]?.close();
    seal.assign(ben, cleo);
    const c = await browser(cleo);

    await expect.poll(() => c.open(sealedBy(ann, "c1", before)), PATIENCE).toEqual(says("before"));
  });

  test("a second device of the same person gets the history from the first", async () => {
    const first = await browser(ann);
    const sealed = await first.seal(says("from my phone"), "c1");
    const second = await browser(ann);

    await expect
      .poll(() => second.open(sealedBy(ann, "c1", sealed)), PATIENCE)
      .toEqual(says("from my phone"));
    expect(seal.devices.filter(({ person }) => person === "ann")).toHaveLength(2);
  });

  test("a key whose coming was not heard of is found all the same", async () => {
    const first = await browser(ann);
    const sealed = sealedBy(ann, "c1", await first.seal(says("from my phone"), "c1"));
    const settle = () => new Promise((resolve) => setTimeout(resolve, 100));
    await settle();
    vi.spyOn(server, "publish").mockReturnValue(0);
    const second = await browser(ann);
    expect(await second.open(sealed)).toBe("waiting");
    await settle();
    await first.tend();

    await expect.poll(() => second.open(sealed), PATIENCE).toEqual(says("from my phone"));
  });

  test("after a reload the same browser is the same device and opens what it opened", async () => {
    const before = await browser(ann);
    const sealed = await before.seal(says("kept"), "c1");
    seal.given.length = 0;
    const after = await reload(ann);

    expect(await after.open(sealedBy(ann, "c1", sealed))).toEqual(says("kept"));
    expect(seal.devices).toHaveLength(1);
  });

  test("two devices that make a key at once can both be read", async () => {
    const a = await browser(ann);
    const b = await browser(ben);

    const [one, two] = await Promise.all([a.seal(says("one"), "c1"), b.seal(says("two"), "c2")]);

    await expect.poll(() => b.open(sealedBy(ann, "c1", one)), PATIENCE).toEqual(says("one"));
    await expect.poll(() => a.open(sealedBy(ben, "c2", two)), PATIENCE).toEqual(says("two"));
    const next = [await a.seal(says("3"), "c3"), await b.seal(says("4"), "c4")];
    expect(next[0]?.key).toBe(next[1]?.key);
  });

  test("a device that vanishes while a key is sealed for it does not stop the message", async () => {
    const a = await browser(ann);
    await browser(ben);
    const { "seal.readers": readers } = server.handlers;
    let calls = 0;
    server.handlers["seal.readers"] = (request) => {
      const answer = readers?.(request);
      if (calls++ === 0) seal.devices.pop();
      return answer;
    };

    const { key } = await a.seal(says("still"), "c1");

    expect(seal.holders(key)).toEqual(["ann"]);
  });

  test("once a device was forgotten anywhere, whoever writes next takes a key that it never had", async () => {
    await browser(ann);
    const lost = await browser(ann);
    const b = await browser(ben);
    const before = await b.seal(says("before"), "c1");
    const device = lost.getSnapshot().device;

    await clients[0]?.call("seal.forget", { device: String(device) });
    const after = await b.seal(says("after"), "c2");

    const holders = seal.given.filter(({ key }) => key === after.key).map((one) => one.device);
    expect(after.key).not.toBe(before.key);
    expect(holders).toHaveLength(2);
    expect(holders).not.toContain(device);
  });

  test("a key that came from a device of nobody in the room is not used", async () => {
    const a = await browser(ann);
    const { key } = await a.seal(says("1"), "c1");
    const stranger = await makeDevice("mallory");
    const own = seal.devices[0];
    if (!own) throw new Error("no device");
    const name = { site: "demo", room: "lobby", key: "slipped-in-key" };
    const sealed = await wrap(name, stranger, own, new Uint8Array(32));
    const from = { ...stranger, name: "" };
    seal.given.push({ key: name.key, person: "ann", device: own.device, sealed, to: "ann", from });

    const next = await a.seal(says("2"), "c2");

    expect(next.key).not.toBe(name.key);
    expect(next.key).not.toBe(key);
  });
});

test("ids that are too long to be told with a key are left out, and what is not understood tells nothing", () => {
  const raw = new Uint8Array(32).fill(7);
  const encoded = (text: string) => new Uint8Array([...raw, ...new TextEncoder().encode(text)]);

  expect(formerIn(withFormer(raw, [["anna", "ann"]]))).toEqual([["anna", "ann"]]);
  expect(withFormer(raw, [["anna", "a".repeat(256)]])).toEqual(raw);
  expect(formerIn(raw)).toEqual([]);
  for (const text of ["{", "{}", '["anna"]', '[["anna", 1]]']) expect(formerIn(encoded(text))).toEqual([]);
});

describe("a guest who signs in", () => {
  const anna: Sender = { id: "anna", role: "customer", name: "Anna" };

  /** Ann's browser goes on as Anna's. */
  async function signIn(): Promise<SealedRoom> {
    seal.adopt(ann, anna);
    const client = seal.client(anna);
    clients.push(client);
    await takeAlong(client, token({ sub: ann.id }));
    return reload(anna);
  }

  test("goes on as the same device and reads what the guest wrote and was written", async () => {
    const a = await browser(ann);
    const mine = await a.seal(says("mine"), "c1");
    const [device] = seal.devices;

    const after = await signIn();

    expect(seal.devices).toEqual([{ ...device, person: "anna" }]);
    expect(await after.open(sealedBy(anna, "c1", mine))).toEqual(says("mine"));
    expect(after.getSnapshot()).toMatchObject({ isReader: true, arrivals: [] });
  });

  test("has what the guest had not sent yet", async () => {
    const guest = seal.client(ann);
    clients.push(guest);
    vi.stubGlobal("indexedDB", new IDBFactory());
    await vaultOf(guest).put("unsent", "later");
    await signIn();

    expect(await vaultOf(clients.at(-1) as BellhopClient).all("")).toEqual(new Map([["unsent", "later"]]));
  });

  test("opens an envelope that was sealed for the guest and fetched by nobody yet", async () => {
    const a = await browser(ann);
    stops.shift()?.();
    const own = indexedDB;
    const b = await browser(ben);
    const theirs = await b.seal(says("theirs"), "c1");
    expect(await a.open(sealedBy(ben, "c1", theirs))).toBe("waiting");
    clients[0]?.close();
    vi.stubGlobal("indexedDB", own);

    const after = await signIn();

    await expect.poll(() => after.open(sealedBy(ben, "c1", theirs)), PATIENCE).toEqual(says("theirs"));
  });

  test("is read on by whoever got the key from that device, under the new name and no other", async () => {
    const a = await browser(ann);
    const own = indexedDB;
    const mine = await a.seal(says("mine"), "c1");
    const b = await browser(ben);
    await expect.poll(() => b.open(sealedBy(ann, "c1", mine)), PATIENCE).toEqual(says("mine"));
    await b.tend();
    vi.stubGlobal("indexedDB", own);
    await signIn();
    await b.tend();

    expect(await b.open(sealedBy(anna, "c1", mine))).toEqual(says("mine"));
    expect(await b.open(sealedBy(cleo, "c1", mine))).toBe("broken");
    expect(b.getSnapshot().arrivals).toEqual([]);
  });

  test.each([
    ["another browser of the customer's", anna],
    ["who takes over later", cleo],
  ])("is read by %s, who gets the key with the guest's id", async (_, reader) => {
    const a = await browser(ann);
    const mine = await a.seal(says("mine"), "c1");
    await signIn();
    if (reader === cleo) seal.assign(ben, cleo);
    const other = await browser(reader);

    await expect.poll(() => other.open(sealedBy(anna, "c1", mine)), PATIENCE).toEqual(says("mine"));
    expect(await other.open(sealedBy(reader, "c1", { ...mine, iv: mine.text.slice(0, 16) }))).toBe("broken");
  });

  test("is not read by who got the key from somebody else before, and that says so", async () => {
    const a = await browser(ann);
    const own = indexedDB;
    const b = await browser(ben);
    const mine = await a.seal(says("mine"), "c1");
    await expect.poll(() => b.open(sealedBy(ann, "c1", mine)), PATIENCE).toEqual(says("mine"));
    stops.shift()?.();
    clients[0]?.close();
    seal.assign(ben, cleo);
    const c = await browser(cleo);
    await expect.poll(() => c.open(sealedBy(ann, "c1", mine)), PATIENCE).toEqual(says("mine"));
    vi.stubGlobal("indexedDB", own);
    await signIn();
    await c.tend();

    expect(await c.open(sealedBy(anna, "c1", mine))).toBe("before");
  });

  test("keeps a device that was the customer's already, and reads with the guest's keys", async () => {
    const a = await browser(ann);
    const mine = await a.seal(says("mine"), "c1");
    seal.people.add("anna");
    server.principals.set("anna", anna);
    await reload(anna);
    const [, before] = seal.devices;

    const after = await signIn();

    expect(after.getSnapshot().device).toBe(before?.device);
    expect(await after.open(sealedBy(anna, "c1", mine))).toEqual(says("mine"));
  });
});

test("two people see the same safety number, and another device changes it", async () => {
  const a = await browser(ann);
  const b = await browser(ben);
  await a.tend();
  const before = await a.fingerprint("ben");

  expect(before).toMatch(/^(\d{5} ){11}\d{5}$/);
  expect(await b.fingerprint("ann")).toBe(before);
  await browser(ben);
  await a.tend();
  expect(await a.fingerprint("ben")).not.toBe(before);
  expect(await a.fingerprint("nobody")).toBeUndefined();
});

test.each(["indexedDB", "crypto"])("without %s it says that the browser cannot", async (missing) => {
  vi.stubGlobal(
    missing,
    missing === "crypto" ? { getRandomValues: crypto.getRandomValues.bind(crypto) } : undefined,
  );
  const client = seal.client(ann);
  clients.push(client);
  const room = sealedOf(client).room("lobby");

  await expect(room.ready()).rejects.toMatchObject({ code: "unsupported" });
  expect(room.getSnapshot()).toMatchObject({ phase: "failed", error: { code: "unsupported" } });
  const sealed = { key: "k", iv: "aaaa", text: "bbbb" };
  expect(await room.open(sealedBy(ann, "c1", sealed))).toBe("unsupported");
});

test.each([
  [
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    "Chrome on Android",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "Safari on iPhone",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    "Edge on Windows",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox on Linux"],
  ["", "Browser on a computer"],
])("%s is called %s", (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});
