import { expect, test, vi } from "vitest";
import { backoff } from "../src/backoff";
import { Measurements } from "../src/quality";
import { TransportChoice } from "../src/transport/choice";
import { frameSplitter } from "../src/transport/sse";
import { seeded } from "./random";

test("waits are spread from nothing to a bound that doubles up to the cap", () => {
  const random = seeded(1);
  const waits = (attempt: number) =>
    Array.from({ length: 2_000 }, () => backoff(attempt, { base: 100, cap: 1_000 }, random));

  for (const [attempt, bound] of [
    [0, 100],
    [1, 200],
    [3, 800],
    [4, 1_000],
    [400, 1_000],
  ] as const) {
    const all = waits(attempt);
    expect(Math.max(...all)).toBeLessThanOrEqual(bound);
    expect(Math.max(...all)).toBeGreaterThan(bound * 0.95);
    expect(Math.min(...all)).toBeLessThan(bound * 0.05);
  }
});

test("who is asked to wait does, and of many not all come back at once", () => {
  const random = seeded(2);
  const all = Array.from({ length: 2_000 }, () => backoff(0, {}, random, 1_000));

  expect(Math.min(...all)).toBeGreaterThanOrEqual(1_000);
  expect(Math.max(...all)).toBeLessThanOrEqual(1_500);
  expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(450);
});

test("nothing is said of a connection before it is measured", () => {
  const { quality, rtt, jitter, loss } = new Measurements().health();

  expect([quality, rtt, jitter, loss]).toEqual([undefined, undefined, undefined, undefined]);
});

test.each([
  [[20, 25, 22], "excellent"],
  [[180, 190, 200], "good"],
  [[400, 420, 410], "fair"],
  [[900, 950, 900], "poor"],
  [[20, 20, undefined], "poor"],
  [[20, 220, 20, 220], "fair"],
] as const)("round trips of %j are %s", (pings, quality) => {
  const measurements = new Measurements();

  for (const ping of pings) measurements.pinged(ping);

  expect(measurements.health().quality).toBe(quality);
});

test("reconnects lower the quality for five minutes", () => {
  vi.useFakeTimers();
  const measurements = new Measurements();
  measurements.pinged(20);
  measurements.reconnected();
  expect(measurements.health().quality).toBe("good");

  vi.advanceTimersByTime(301_000);

  expect(measurements.health()).toMatchObject({ quality: "excellent", reconnects: 1 });
  vi.useRealTimers();
});

test("two WebSockets that do not open bring SSE, and five minutes later the WebSocket is tried again", () => {
  vi.useFakeTimers();
  const choice = new TransportChoice(["websocket", "sse"]);
  const tried = [];
  for (let attempt = 0; attempt < 2; attempt++) {
    tried.push(choice.next());
    choice.failed("websocket");
  }
  tried.push(choice.next());
  choice.worked("sse");
  tried.push(choice.next());
  vi.advanceTimersByTime(301_000);
  tried.push(choice.next());

  expect(tried).toEqual(["websocket", "websocket", "sse", "sse", "websocket"]);
  vi.useRealTimers();
});

test("while nothing works, the transports take turns", () => {
  const choice = new TransportChoice(["websocket", "sse"]);
  const tried = Array.from({ length: 6 }, () => {
    const name = choice.next();
    choice.failed(name);
    return name;
  });

  expect(tried).toEqual(["websocket", "websocket", "sse", "websocket", "sse", "websocket"]);
});

test("a stream cut into pieces anywhere gives the same frames", () => {
  const stream = 'data: {"a":1}\n\n: comment\n\ndata:two\r\ndata: lines\r\n\r\nevent: x\ndata: {"b":2}\n\n';
  const random = seeded(7);

  for (let round = 0; round < 200; round++) {
    const frames: string[] = [];
    const split = frameSplitter((frame) => frames.push(frame));
    for (let at = 0; at < stream.length; ) {
      const length = 1 + Math.floor(random() * 9);
      split(stream.slice(at, at + length));
      at += length;
    }
    expect(frames).toEqual(['{"a":1}', "two\nlines", '{"b":2}']);
  }
});
