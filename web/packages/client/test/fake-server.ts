import { type CloseCode, closeCodes, type ErrorCode, errors, type Sender } from "../src/generated/protocol";
import { readClaims } from "../src/tokens";
import type { WebSocketConstructor, WebSocketLike } from "../src/transport/websocket";
import type { ChannelEvent, Since, WireError } from "../src/wire";

interface Request {
  id: number | string;
  method: string;
  params: Record<string, unknown>;
  key?: string;
  /** Whose connection it came over. */
  principal?: Sender;
}

type Handler = (request: Request) => unknown;
type StoredEvent = ChannelEvent & { offset: number };

const LOBBY = "chat:lobby";

/** A server in memory that speaks the protocol over fake WebSockets, with ledger, keys and faults at will. */
export class FakeServer {
  readonly url = "http://bellhop.test/";
  readonly sockets = new Set<FakeSocket>();
  /** How many connections were tried. */
  tries = 0;
  readonly requests: Request[] = [];
  readonly tokens: string[] = [];
  readonly handlers: Record<string, Handler> = {};
  /** By the subject of their token; anybody else is Ann. */
  readonly principals = new Map<string, Sender>();
  readonly #ledgers = new Map<string, StoredEvent[]>();
  readonly #answers = new Map<string, unknown>();
  epoch = "e1";
  /** Offsets up to this are no longer kept. */
  kept = 0;
  refuseOpen = false;
  refuseConnect: ErrorCode | undefined;
  /** Swallows answers: the request is carried out, but the line dies before the answer. */
  swallow = false;
  silent = false;
  /** Milliseconds until a question arrives. */
  latency = 0;
  expires = "2999-01-01T00:00:00Z";
  #sessions = 0;

  get webSocket(): WebSocketConstructor {
    const server = this;
    return class extends FakeSocket {
      constructor(url: string, protocol: string) {
        super(server, url, protocol);
      }
    };
  }

  get live(): FakeSocket[] {
    return [...this.sockets].filter(({ connected }) => connected);
  }

  /** The events of `chat:lobby`. */
  get ledger(): StoredEvent[] {
    return this.ledgerOf(LOBBY);
  }

  ledgerOf(channel: string): StoredEvent[] {
    const ledger = this.#ledgers.get(channel) ?? [];
    this.#ledgers.set(channel, ledger);
    return ledger;
  }

  publish(type: string, data: unknown, channel = LOBBY): number {
    const ledger = this.ledgerOf(channel);
    const event = { offset: ledger.length + 1, type, data, at: "2026-11-20T13:28:00Z", actor: "ann" };
    ledger.push(event);
    this.#broadcast(channel, [event]);
    return event.offset;
  }

  signal(type: string, data: unknown, channel = LOBBY): void {
    this.#broadcast(channel, [{ type, data, at: "2026-11-20T13:28:00Z" }]);
  }

  notify(method: string, params: unknown): void {
    for (const socket of this.live) socket.deliver({ method, params });
  }

  /** The principals may not hear the channel any longer. */
  putOut(channel: string): void {
    this.notify("unsubscribed", { channel, code: "forbidden", message: "Left" });
    for (const socket of this.live) socket.channels.delete(channel);
  }

  /** The network fails: every line dies without a word. */
  drop(): void {
    for (const socket of [...this.sockets]) socket.die(1006);
  }

  end(code: CloseCode, after?: number): void {
    const [number, reconnect] = closeCodes[code];
    this.notify("disconnect", { code, message: code, retry: reconnect !== "no", after });
    for (const socket of [...this.sockets]) socket.die(number);
  }

  receive(socket: FakeSocket, request: Request): void {
    this.requests.push(request);
    if (this.silent) return;
    try {
      const result = this.#carryOut(socket, request);
      if (this.swallow && !["connect", "subscribe", "ping"].includes(request.method)) return socket.die(1006);
      socket.deliver({ id: request.id, result });
      if (request.method === "subscribe") this.#replay(socket, request.params);
    } catch (failure) {
      socket.deliver({ id: request.id, error: failure });
    }
  }

  #carryOut(socket: FakeSocket, { method, params, key, ...rest }: Request): unknown {
    if (method === "connect") return this.#connect(socket, params);
    if (method === "subscribe") return this.#subscribe(socket, params);
    if (method === "unsubscribe") {
      socket.channels.delete(String(params.channel));
      return {};
    }
    const handler = this.handlers[method] ?? (() => ({}));
    const { principal } = socket;
    if (key === undefined) return handler({ ...rest, method, params, principal });
    if (!this.#answers.has(key)) this.#answers.set(key, handler({ ...rest, method, params, key, principal }));
    return this.#answers.get(key);
  }

  #connect(socket: FakeSocket, { token }: Record<string, unknown>): unknown {
    this.tokens.push(String(token));
    if (this.refuseConnect) throw wireError(this.refuseConnect);
    socket.connected = true;
    socket.principal = this.principals.get(readClaims(String(token)).sub ?? "") ?? socket.principal;
    return {
      session: `session-${++this.#sessions}`,
      site: "demo",
      principal: socket.principal,
      expires: this.expires,
      time: new Date().toISOString(),
      ping: { interval: 25_000, timeout: 10_000 },
      limits: { frame: 65_536, batch: 64, subscriptions: 1_000, inFlight: 64 },
      flags: { beta: true },
    };
  }

  #subscribe(socket: FakeSocket, { channel, since, presence }: Record<string, unknown>): unknown {
    const name = String(channel);
    if (socket.channels.has(name)) throw wireError("already_subscribed");
    socket.channels.add(name);
    const from = since as Since | undefined;
    const answer = { channel, epoch: this.epoch, offset: this.ledgerOf(name).length };
    const members = presence ? { members: [{ id: "ann", role: "guest", name: "Ann" }], count: 1 } : {};
    return { ...answer, ...members, ...(from && { recovered: this.#recoverable(from) }) };
  }

  #recoverable({ epoch = this.epoch, offset }: Since): boolean {
    return epoch === this.epoch && offset >= this.kept;
  }

  #replay(socket: FakeSocket, { channel: name, since: from }: Record<string, unknown>): void {
    const channel = String(name);
    const since = from as Since | undefined;
    if (!since || !socket.channels.has(channel) || !this.#recoverable(since)) return;
    const ledger = this.ledgerOf(channel);
    const events = ledger.filter(({ offset }) => offset > since.offset);
    if (events.length) socket.deliver({ method: "events", params: { channel, events } });
    socket.deliver({ method: "synced", params: { channel, offset: ledger.length } });
  }

  #broadcast(channel: string, events: ChannelEvent[]): void {
    for (const socket of this.live) {
      if (socket.channels.has(channel)) socket.deliver({ method: "events", params: { channel, events } });
    }
  }
}

export class FakeSocket implements WebSocketLike {
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  readonly #server: FakeServer;
  connected = false;
  principal: Sender = { id: "ann", role: "guest", name: "Ann" };
  readonly channels = new Set<string>();
  #dead = false;

  constructor(server: FakeServer, url: string, protocol: string) {
    this.#server = server;
    server.tries++;
    if (url !== "ws://bellhop.test/ws" || protocol !== "bellhop.v1") throw new SyntaxError(url);
    queueMicrotask(() => (server.refuseOpen ? this.die(1006) : this.#open()));
  }

  send(frame: string): void {
    const request = JSON.parse(frame) as Request;
    setTimeout(() => this.#dead || this.#server.receive(this, request), this.#server.latency);
  }

  close(): void {
    this.#end();
  }

  deliver(message: object): void {
    const data = JSON.stringify({ jsonrpc: "2.0", ...message });
    setTimeout(() => this.#dead || this.onmessage?.({ data } as never));
  }

  die(code: number): void {
    if (this.#dead) return;
    setTimeout(() => {
      if (this.#dead) return;
      this.#end();
      this.onclose?.({ code } as never);
    });
    this.connected = false;
    this.channels.clear();
  }

  #open(): void {
    if (this.#dead) return;
    this.#server.sockets.add(this);
    this.onopen?.({} as never);
  }

  #end(): void {
    this.#dead = true;
    this.connected = false;
    this.#server.sockets.delete(this);
  }
}

export function wireError(code: ErrorCode, more: { after?: number; field?: string } = {}): WireError {
  const { number, retry } = errors[code];
  return { code: number, message: code, data: { code, retry, ...more } };
}

/** A token as the client reads it; the fake server does not look at it. */
export function token(claims: { sub?: string; exp?: number; mark?: string } = {}): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  return `${encode({ alg: "HS256" })}.${encode({ sub: "ann", aud: "demo", ...claims })}.sig`;
}
