import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type BellhopClient, createClient } from "../src";
import { link, type UploadOptions, upload } from "../src/files";
import { FakeServer, token, wireError } from "./fake-server";
import { seeded } from "./random";

const CHUNK = 1_000;

/** The server's side of chunks: what came, and faults at will. */
class FakeStore {
  readonly bytes: number[] = [];
  readonly offsets: number[] = [];
  readonly tokens: string[] = [];
  /** What happens instead of the next requests; `after` carries the chunk out first. */
  readonly faults: (Response | "drop" | "drop after" | "half" | "silence")[] = [];

  fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input));
    if (init?.method !== "PUT") throw new TypeError("no network");
    if (url.pathname !== "/files/f1") throw new Error(url.pathname);
    init.signal?.throwIfAborted();
    const offset = Number(url.searchParams.get("offset"));
    this.offsets.push(offset);
    this.tokens.push(new Headers(init.headers).get("Authorization") ?? "");
    const body = [...new Uint8Array(await (init.body as Blob).arrayBuffer())];
    const fault = this.faults.shift();
    if (fault instanceof Response) return fault;
    if (fault === "silence") return silence(init.signal);
    if (fault === "drop") throw new TypeError("network error");
    if (offset !== this.bytes.length) return this.#answer(409, { code: "conflict", retry: false });
    this.bytes.push(...(fault === "half" ? body.slice(0, body.length / 2) : body));
    if (fault) throw new TypeError("network error");
    return this.#answer(200, {});
  };

  #answer(status: number, more: object): Response {
    return Response.json({ ...more, received: this.bytes.length }, { status });
  }
}

function silence(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}

let server: FakeServer;
let store: FakeStore;
let client: BellhopClient;
let made: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  server = new FakeServer();
  store = new FakeStore();
  made = 0;
  server.handlers["file.begin"] = () => ({ file: "f1", chunk: CHUNK, received: 0 });
  server.handlers["file.finish"] = () => {
    if (store.bytes.length < 2_500) throw wireError("conflict");
    return { file: "f1", name: "a.bin", type: "a/b", size: store.bytes.length, thumbnail: false };
  };
  client = createClient({
    url: server.url,
    token: () => token({ mark: String(++made) }),
    webSocket: server.webSocket,
    fetch: store.fetch,
    random: seeded(1),
  });
  client.connect();
});

afterEach(() => {
  client.close();
  vi.useRealTimers();
});

const blob = new Blob([Uint8Array.from({ length: 2_500 }, (_, index) => index % 251)], {
  type: "text/plain;charset=utf-8",
});

function start(options: UploadOptions = {}) {
  return upload(client, blob, { name: "a.bin", random: seeded(2), ...options });
}

/** Lets time pass until the promise is settled, ten minutes at most. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  let over = false;
  const end = () => {
    over = true;
  };
  promise.then(end, end);
  for (let step = 0; step < 600 && !over; step++) {
    await vi.advanceTimersByTimeAsync(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return promise;
}

async function sentBytes(): Promise<number[]> {
  return [...new Uint8Array(await blob.arrayBuffer())];
}

describe("an upload", () => {
  test("goes in chunks and ends with what the server found", async () => {
    const progress: number[] = [];

    const file = await settled(start({ onProgress: (sent) => progress.push(sent) }));

    expect(file).toMatchObject({ file: "f1", size: 2_500 });
    expect(store.offsets).toEqual([0, 1_000, 2_000]);
    expect(store.bytes).toEqual(await sentBytes());
    expect(progress).toEqual([1_000, 2_000, 2_500]);
    const begin = server.requests.find(({ method }) => method === "file.begin");
    expect(begin?.params).toEqual({ name: "a.bin", size: 2_500, type: "text/plain" });
  });

  test.each(["drop", "drop after", "half"] as const)("goes on after the line: %s", async (fault) => {
    store.faults.push(fault, fault);

    await settled(start());

    expect(store.bytes).toEqual(await sentBytes());
  });

  test("waits as long as the server says, and tries again", async () => {
    store.faults.push(Response.json({ code: "unavailable", retry: true, after: 60_000 }, { status: 503 }));
    const began = Date.now();

    await settled(start());

    expect(Date.now() - began).toBeGreaterThanOrEqual(60_000);
    expect(store.bytes).toEqual(await sentBytes());
  });

  test("asks for a fresh token where the old one is refused", async () => {
    store.faults.push(Response.json({ code: "token_expired", retry: false }, { status: 401 }));

    await settled(start());

    expect(store.bytes).toEqual(await sentBytes());
    expect(new Set(store.tokens).size).toBe(2);
  });

  test("sends again what the server lost", async () => {
    const finish = server.handlers["file.finish"];
    server.handlers["file.finish"] = (request) => {
      server.handlers["file.finish"] = finish as never;
      store.bytes.length = 700;
      throw wireError("conflict", request && {});
    };

    const file = await settled(start());

    expect(file.size).toBe(2_500);
    expect(store.bytes).toEqual(await sentBytes());
  });

  test.each([
    ["file.begin", "too_large"],
    ["file.begin", "limit_reached"],
    ["file.finish", "invalid_params"],
  ] as const)("gives up at once where %s says %s", async (method, code) => {
    server.handlers[method] = () => {
      throw wireError(code);
    };

    await expect(settled(start())).rejects.toMatchObject({ code });
    expect(server.requests.filter((request) => request.method === method)).toHaveLength(1);
  });

  test("gives up after eight failures in a row", async () => {
    store.faults.push(...Array<"drop">(100).fill("drop"));

    await expect(settled(start())).rejects.toMatchObject({ code: "network" });
    expect(store.offsets).toHaveLength(9);
  });

  test("stops when it is told to", async () => {
    const stop = new AbortController();
    const progress = vi.fn(() => stop.abort());

    await expect(settled(start({ signal: stop.signal, onProgress: progress }))).rejects.toMatchObject({
      code: "closed",
    });
    expect(progress).toHaveBeenCalledTimes(1);
    expect(store.offsets).toHaveLength(1);
  });
});

describe("an upload where the browser has no AbortSignal.any", () => {
  beforeEach(() => {
    const { any } = AbortSignal;
    AbortSignal.any = undefined as never;
    onTestFinished(() => {
      AbortSignal.any = any;
    });
  });

  test("works, and gives a silent chunk up after a minute", async () => {
    const timeout = vi.spyOn(AbortSignal, "timeout").mockImplementation((milliseconds) => {
      const late = new AbortController();
      setTimeout(() => late.abort(new DOMException("late", "TimeoutError")), milliseconds);
      return late.signal;
    });
    onTestFinished(() => timeout.mockRestore());
    store.faults.push("silence");

    const file = await settled(start({ signal: new AbortController().signal }));

    expect(file.size).toBe(2_500);
    expect(store.offsets).toEqual([0, 0, 1_000, 2_000]);
  });

  test("stops in the middle of a chunk", async () => {
    const stop = new AbortController();
    store.faults.push("silence");
    const upload = start({ signal: stop.signal });
    setTimeout(() => stop.abort("enough"), 5_000);

    await expect(settled(upload)).rejects.toMatchObject({ code: "closed", cause: "enough" });
    expect(store.offsets).toEqual([0]);
  });
});

describe("a link", () => {
  let asked: number;

  beforeEach(() => {
    asked = 0;
    server.handlers["file.link"] = ({ params }) => ({
      url: `files/f1?n=${++asked}${params.thumbnail ? "&variant=thumbnail" : ""}`,
      expires: new Date(Date.now() + 600_000).toISOString(),
    });
  });

  test("is absolute, and the same until shortly before its end", async () => {
    const [first, same] = await settled(Promise.all([link(client, "f1"), link(client, "f1")]));
    vi.setSystemTime(Date.now() + 500_000);
    const later = await settled(link(client, "f1"));
    vi.setSystemTime(Date.now() + 50_000);
    const fresh = await settled(link(client, "f1"));

    expect(first.url).toBe("http://bellhop.test/files/f1?n=1");
    expect([same, later]).toEqual([first, first]);
    expect(fresh.url).toBe("http://bellhop.test/files/f1?n=2");
  });

  test("of a thumbnail is another", async () => {
    const small = await settled(link(client, "f1", { thumbnail: true }));
    const large = await settled(link(client, "f1"));

    expect(small.url).toContain("variant=thumbnail");
    expect(large.url).not.toContain("variant");
  });

  test("that was refused is asked for again", async () => {
    const good = server.handlers["file.link"];
    server.handlers["file.link"] = () => {
      throw wireError("not_found");
    };
    await expect(settled(link(client, "f1"))).rejects.toMatchObject({ code: "not_found" });
    server.handlers["file.link"] = good as never;

    expect((await settled(link(client, "f1"))).url).toContain("n=1");
  });
});
