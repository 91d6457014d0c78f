import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type BellhopClient, type ClientOptions, createClient } from "../src";
import { FakeServer, token, wireError } from "./fake-server";
import { seeded } from "./random";

let server: FakeServer;
let clients: BellhopClient[];

beforeAll(() => import("../src/transport/sse"));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  server = new FakeServer();
  clients = [];
});

afterEach(() => {
  for (const client of clients) client.close();
  vi.useRealTimers();
});

function connect(options: Partial<ClientOptions> = {}): BellhopClient {
  const client = createClient({
    url: server.url,
    token: () => token(),
    webSocket: server.webSocket,
    fetch: () => Promise.reject(new TypeError("no network")),
    random: seeded(3),
    ...options,
  });
  clients.push(client);
  client.connect();
  return client;
}

/** Lets time pass; in slices, so that the fallback can be loaded in between. */
async function pass(milliseconds = 20): Promise<void> {
  for (let slice = 0; slice < 20; slice++) {
    await vi.advanceTimersByTimeAsync(milliseconds / 20);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const write = (client: BellhopClient, text: string) =>
  client.call("chat.send", { room: "lobby", text }, { queue: true }).catch(() => {});
const stateOf = (client: BellhopClient) => client.connection.getSnapshot().state;
const listen = (client: BellhopClient, since?: { epoch?: string; offset: number }) => {
  const events: number[] = [];
  const snapshots: number[] = [];
  const subscription = client.channel("chat:lobby").subscribe({
    ...(since && { since }),
    onEvent: ({ offset }) => events.push(offset),
    onSnapshotNeeded: ({ offset }) => snapshots.push(offset),
  });
  return { events, snapshots, subscription };
};

describe("the connection", () => {
  test("comes up, tells principal, flags and a measured round trip", async () => {
    const client = connect();
    await pass();

    expect(client.connection.getSnapshot()).toMatchObject({
      state: "connected",
      principal: { id: "ann" },
      flags: { beta: true },
    });
    expect(client.connection.getSnapshot().health.rtt).toBeGreaterThanOrEqual(0);
  });

  test.each([
    [9_000, 1],
    [19_000, 2],
    [29_000, 3],
  ])("comes up where the handshake takes %i ms, at try %i", async (latency, tries) => {
    server.latency = latency;
    const client = connect({ backoff: { base: 10 } });
    let tried: number | undefined;
    client.on("connection", ({ state }) => {
      if (state === "connected") tried ??= server.tries;
    });

    await pass(100_000);

    expect(tried).toBe(tries);
  });

  test("comes back quietly: lost only after a while", async () => {
    const client = connect({ backoff: { base: 60_000, cap: 60_000 }, random: () => 0.5 });
    await pass();

    server.drop();
    await pass(1_000);
    expect(client.connection.getSnapshot()).toMatchObject({ state: "reconnecting", lost: false });
    await pass(4_000);
    expect(client.connection.getSnapshot().lost).toBe(true);
    await pass(30_000);
    expect(client.connection.getSnapshot()).toMatchObject({ state: "connected", lost: false });
  });

  test.each(["revoked", "displaced", "protocol", "origin"] as const)(
    "does not come back after %s",
    async (code) => {
      const client = connect();
      await pass();

      server.end(code);
      await pass(120_000);

      expect(client.connection.getSnapshot()).toMatchObject({ state: "failed", error: { code } });
      expect(server.tokens).toHaveLength(1);
    },
  );

  test("obeys the time that a draining server names", async () => {
    const client = connect();
    await pass();

    server.end("draining", 7_000);
    await pass(6_900);
    expect(stateOf(client)).toBe("reconnecting");
    await pass(200);
    expect(stateOf(client)).toBe("connected");
  });

  describe("that has waits of half a minute", () => {
    let fetches = 0;
    const tries = () => server.tries + fetches;
    const patient: Partial<ClientOptions> = {
      backoff: { base: 60_000, cap: 60_000 },
      random: () => 0.5,
      fetch: () => {
        fetches++;
        return Promise.reject(new TypeError("no network"));
      },
    };

    test("is tried again soon where somebody writes, and not sooner than every 2 s", async () => {
      const client = connect(patient);
      await pass();
      server.refuseOpen = true;
      server.drop();
      await pass(10_000);
      const before = tries();

      for (let text = 0; text < 5; text++) void write(client, String(text));
      await pass(100);
      expect(tries()).toBe(before + 1);
      void write(client, "soon after");
      await pass(1_800);
      expect(tries()).toBe(before + 1);
      server.refuseOpen = false;
      await pass(200);
      expect(tries()).toBe(before + 2);
      expect(stateOf(client)).toBe("connected");
    });

    test("is not left alone for longer by what was tried for somebody", async () => {
      const client = connect({ ...patient, backoff: { base: 1_000, cap: 60_000 } });
      await pass();
      server.refuseOpen = true;
      server.drop();
      for (let text = 0; text < 20; text++) {
        void write(client, String(text));
        await pass(2_000);
      }
      const before = tries();

      await pass(12_000);
      expect(tries()).toBeGreaterThan(before);
    });

    test("waits as long as the server asked for, whoever writes", async () => {
      const client = connect(patient);
      await pass();
      server.end("draining", 7_000);
      await pass(3_000);

      void write(client, "hello");
      await pass(3_900);
      expect(stateOf(client)).toBe("reconnecting");
      await pass(200);
      expect(stateOf(client)).toBe("connected");
    });
  });

  test("asks for a fresh token when the old one is refused, and gives up after three", async () => {
    let made = 0;
    server.refuseConnect = "token_expired";
    const client = connect({ token: () => token({ mark: String(++made) }) });
    await pass(60_000);

    expect(stateOf(client)).toBe("failed");
    expect(new Set(server.tokens).size).toBe(3);
  });

  test("replaces the token before its end, on the live connection", async () => {
    let made = 0;
    const exp = () => Math.floor(Date.now() / 1_000) + 600;
    server.expires = new Date(exp() * 1_000).toISOString();
    server.handlers.refresh = () => ({ expires: new Date(exp() * 1_000).toISOString() });
    connect({ token: () => token({ exp: exp(), mark: String(++made) }) });
    await pass(550_000);

    expect(server.requests.filter(({ method }) => method === "refresh")).toHaveLength(1);
    expect(server.tokens).toHaveLength(1);
    expect(made).toBe(2);
  });

  test("fetches a fresh token before it rejoins, if the old one ended meanwhile", async () => {
    let made = 0;
    const exp = () => Math.floor(Date.now() / 1_000) + 3_000;
    server.expires = new Date(exp() * 1_000).toISOString();
    const client = connect({ token: () => token({ exp: exp(), mark: String(++made) }), random: () => 0.9 });
    await pass();
    server.refuseOpen = true;
    server.drop();
    await pass(3_600_000);
    server.refuseOpen = false;
    await pass(60_000);

    expect(stateOf(client)).toBe("connected");
    expect(server.tokens).toHaveLength(2);
    expect(server.tokens[0]).not.toBe(server.tokens[1]);
  });

  test("answers the server's ping with a call, and leaves a line that went silent", async () => {
    const client = connect();
    await pass();
    server.notify("ping", {});
    await pass();
    expect(server.requests.filter(({ method }) => method === "ping")).toHaveLength(2);

    server.silent = true;
    await pass(41_000);
    expect(stateOf(client)).toBe("reconnecting");
    server.silent = false;
    await pass(60_000);
    expect(stateOf(client)).toBe("connected");
    expect(client.connection.getSnapshot().health.reconnects).toBe(1);
  });

  test("fails after the configured number of attempts", async () => {
    server.refuseOpen = true;
    const client = connect({
      backoff: { limit: 3 },
    });
    await pass(60_000);

    expect(stateOf(client)).toBe("failed");
  });

  test("never writes a token into the debug log", async () => {
    const debug = vi.spyOn(console, "debug").mockImplementation(() => {});
    connect({ debug: true });
    await pass();

    expect(debug).toHaveBeenCalled();
    expect(JSON.stringify(debug.mock.calls)).not.toContain(token());
  });
});

describe("calls", () => {
  test("that change something carry a key, and are repeated with it after a lost answer", async () => {
    let sent = 0;
    server.handlers["chat.send"] = () => ({ offset: ++sent, at: "now" });
    const client = connect();
    await pass();

    server.swallow = true;
    const result = client.call("chat.send", { room: "lobby", text: "hello" });
    await pass();
    server.swallow = false;
    await pass(5_000);

    expect(await result).toEqual({ offset: 1, at: "now" });
    const keys = server.requests.filter(({ method }) => method === "chat.send").map(({ key }) => key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(sent).toBe(1);
  });

  test("reject with a typed error, or with timeout", async () => {
    server.handlers["chat.send"] = () => {
      throw wireError("rate_limited", { after: 1_200, field: "text" });
    };
    const client = connect();
    const refused = client.call("chat.send", { room: "lobby", text: "x" });
    await Promise.all([
      expect(refused).rejects.toMatchObject({
        code: "rate_limited",
        retryable: true,
        retryAfter: 1_200,
        field: "text",
      }),
      pass(),
    ]);

    server.silent = true;
    const late = client.call("chat.rooms", {}, { timeout: 500 });
    await Promise.all([expect(late).rejects.toMatchObject({ code: "timeout", retryable: true }), pass(600)]);
  });

  test("that came a little too fast go again by themselves", async () => {
    let refusals = 0;
    server.handlers["chat.send"] = () => {
      if (refusals++ < 2) throw wireError("rate_limited", { after: 100 });
      return { offset: 1, at: "now" };
    };
    const result = connect().call("chat.send", { room: "lobby", text: "x" });
    await pass(1_000);

    expect(await result).toEqual({ offset: 1, at: "now" });
    const keys = server.requests.filter(({ method }) => method === "chat.send").map(({ key }) => key);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  test("go out in order, with a bounded number unanswered", async () => {
    const client = connect();
    await pass();
    server.silent = true;
    for (let index = 0; index < 50; index++) client.call("chat.rooms", {}).catch(() => {});
    await pass();

    expect(server.requests.filter(({ method }) => method === "chat.rooms")).toHaveLength(32);
  });
});

describe("subscriptions", () => {
  test("go on after a loss with all that was missed, in order, once", async () => {
    const client = connect();
    const { events } = listen(client);
    await pass();
    server.publish("message", 1);
    await pass();
    server.drop();
    server.publish("message", 2);
    server.publish("message", 3);
    await pass(5_000);
    server.publish("message", 4);
    await pass();

    expect(events).toEqual([1, 2, 3, 4]);
  });

  test("start at the position of the page", async () => {
    for (let index = 0; index < 5; index++) server.publish("message", index);
    const client = connect();
    const { events, subscription } = listen(client, { epoch: "e1", offset: 3 });
    await pass();

    expect(events).toEqual([4, 5]);
    expect(subscription.status.getSnapshot().state).toBe("live");
    expect(subscription.position).toEqual({ epoch: "e1", offset: 5 });
  });

  test("say that a snapshot is needed when history is gone, and go on after it", async () => {
    const client = connect();
    const { events, snapshots, subscription } = listen(client);
    await pass();
    server.publish("message", 1);
    await pass();
    server.drop();
    for (let index = 0; index < 9; index++) server.publish("message", index);
    server.kept = 5;
    await pass(5_000);
    expect(snapshots).toEqual([10]);

    subscription.moveTo({ epoch: "e1", offset: 10 });
    server.publish("message", "next");
    await pass();

    expect(events).toEqual([1, 11]);
  });

  test("are asked for again when the server says that events may be missing", async () => {
    const client = connect();
    const { events, snapshots, subscription } = listen(client);
    await pass();
    server.publish("message", 1);
    await pass();
    for (const socket of server.live) socket.channels.clear();
    server.epoch = "e2";
    server.notify("unsubscribed", { channel: "chat:lobby", code: "unavailable", message: "" });
    await pass();
    server.publish("message", 2);
    await pass();

    expect(snapshots).toEqual([1]);
    expect(events).toEqual([1, 2]);
    expect(subscription.status.getSnapshot().state).toBe("live");
  });

  test("from now on begins before what is asked next, also while another's question is on its way", async () => {
    const client = connect();
    await pass();
    server.handlers["poke"] = () => server.publish("note", {});
    const early = listen(client, { offset: 0 });
    const late = listen(client);
    void client.call("poke" as never, {} as never);
    await pass();

    expect([early.events, late.events]).toEqual([[1], [1]]);
    expect(late.subscription.status.getSnapshot().state).toBe("live");
    const asked = server.requests.filter(({ method }) => method === "subscribe");
    expect(asked).toHaveLength(1);
  });

  test("share one wire subscription, each with a position of its own", async () => {
    for (let index = 0; index < 5; index++) server.publish("message", index);
    const client = connect();
    const early = listen(client, { offset: 0 });
    const late = listen(client);
    await pass(100);
    server.publish("message", 6);
    await pass();

    expect(early.events).toEqual([1, 2, 3, 4, 5, 6]);
    expect(late.events).toEqual([6]);
    early.subscription.unsubscribe();
    server.publish("message", 7);
    await pass();
    expect([early.events.at(-1), late.events.at(-1)]).toEqual([6, 7]);
    late.subscription.unsubscribe();
    await pass();
    expect(server.requests.at(-1)?.method).toBe("unsubscribe");
  });

  test("close a gap by asking again", async () => {
    const client = connect();
    const { events } = listen(client);
    await pass();
    server.publish("message", 1);
    await pass();
    const { ledger } = server;
    ledger.push({ offset: 2, type: "message", data: 2, at: "", actor: "ann" });
    server.publish("message", 3);
    await pass(100);

    expect(events).toEqual([1, 2, 3]);
  });

  test("keep the members up to date by joins and leaves", async () => {
    const client = connect();
    const subscription = client.channel("chat:lobby").subscribe({ presence: true });
    await pass();
    server.signal("presence.join", { id: "ben", role: "guest", name: "Ben" });
    await pass();
    expect(subscription.status.getSnapshot()).toMatchObject({ count: 2 });
    server.signal("presence.leave", { id: "ben", role: "guest", name: "Ben" });
    await pass();

    expect(subscription.status.getSnapshot().members.map(({ id }) => id)).toEqual(["ann"]);
  });

  test("refuse a second filter on a channel with a typed error", async () => {
    const client = connect();
    client.channel("chat:lobby").subscribe({ filter: "type == 'a'" });
    const other = client.channel("chat:lobby").subscribe({ filter: "type == 'b'" });
    await pass();

    expect(other.status.getSnapshot()).toMatchObject({
      state: "refused",
      error: { code: "already_subscribed" },
    });
  });

  test("of another filter than one that was just left, and not answered yet, get their own", async () => {
    const client = connect();
    await pass();
    client.channel("chat:lobby").subscribe({ filter: "type == 'a'" }).unsubscribe();
    const other = client.channel("chat:lobby").subscribe({ filter: "type == 'b'" });
    await pass();

    const last = server.requests.findLast(({ method }) => method === "subscribe");
    expect(last?.params.filter).toBe("type == 'b'");
    expect(other.state).toBe("live");
  });

  test.each(Array.from({ length: 30 }, (_, seed) => seed))(
    "deliver everything once, in order, over random faults (seed %i)",
    async (seed) => {
      const random = seeded(seed);
      const client = connect({ random });
      const first = listen(client, { offset: 0 });
      const others: { events: number[]; since: number }[] = [];

      for (let step = 0; step < 60; step++) {
        const dice = random();
        if (dice < 0.6) server.publish("message", step);
        else if (dice < 0.7) server.drop();
        else if (dice < 0.75) server.end("slow_consumer");
        else if (dice < 0.8 && others.length < 4) {
          const since = Math.floor(random() * (server.ledger.length + 1));
          others.push({ ...listen(client, { offset: since }), since });
        }
        await pass(Math.floor(random() * 300));
      }
      await pass(60_000);

      const all = server.ledger.map(({ offset }) => offset);
      expect(first.events).toEqual(all);
      for (const { events, since } of others) expect(events).toEqual(all.slice(since));
    },
  );
});
