import { backoff } from "./backoff";
import { type CallOptions, Calls } from "./calls";
import { IDLE } from "./connection";
import { asFailure, brief } from "./errors";
import { OwnLink } from "./exchange";
import type { MethodName, Methods } from "./generated/protocol";
import type { Command, Link, LinkHandlers, OutboxNote, Reply } from "./link";
import { Observable, type Readable } from "./observable";
import { type ClientOptions, type Settings, settingsOf } from "./options";
import { openStore } from "./outbox/indexeddb";
import { Outbox, type OutboxView } from "./outbox/outbox";
import { memoryStore, type OutboxEntry } from "./outbox/store";
import { onPage } from "./page";
import { Pause } from "./pause";
import type { ConnectionStatus, LinkStatus } from "./status";
import type { SubscribeOptions, Subscription } from "./subscription";
import { Subscriptions } from "./subscriptions";
import type { Locks } from "./tabs/leadership";
import { TabsLink } from "./tabs/link";
import { type Claims, readClaims, Tokens } from "./tokens";

/** How long an unanswered kept call waits before it is sent again, in milliseconds. */
const OUTBOX_MILLISECONDS = 30_000;

/** A kept call that was committed, and its result. */
export interface Committed {
  entry: OutboxEntry;
  result: unknown;
}

export interface ClientEvents {
  connection: ConnectionStatus;
  outbox: readonly OutboxEntry[];
  committed: Committed;
}

/** A channel of this client, by name. */
export interface Channel {
  readonly name: string;
  subscribe(options?: SubscribeOptions): Subscription;
}

export function createClient(options: ClientOptions): BellhopClient {
  return new BellhopClient(options);
}

/** A principal's live connection to one site. Made idle: `connect` starts it, `close` stops it. */
export class BellhopClient {
  readonly options: ClientOptions;
  readonly #settings: Settings;
  /** @internal For the parts of this package beside the core. */
  readonly tokens: Tokens;
  readonly #connection = new Observable<LinkStatus>(IDLE);
  readonly #committed = new Observable<Committed | undefined>(undefined);
  readonly #calls: Calls;
  readonly #subscriptions: Subscriptions;
  readonly #pause = new Pause();
  readonly #box: Outbox;
  #link: Link | undefined;
  #start: AbortController | undefined;

  constructor(options: ClientOptions) {
    this.options = options;
    this.#settings = settingsOf(options);
    this.tokens = new Tokens(options.token);
    const send = (command: Command) => this.#link?.send(command);
    this.#calls = new Calls(send);
    this.#subscriptions = new Subscriptions(send, this.#settings.random);
    this.#box = new Outbox({
      random: this.#settings.random,
      send: ({ method, params, key }) => this.#calls.call(method, params, key, OUTBOX_MILLISECONDS),
      announce: (note) => this.#link?.announce(note),
    });
  }

  /** State, principal, flags and health of the connection. */
  get connection(): Readable<ConnectionStatus> {
    return this.#connection;
  }

  /** What waits to be committed, oldest first; empty until the principal is known. */
  get outbox(): OutboxView {
    return this.#box;
  }

  /** Feature flags from the server; empty until the first connection. */
  get flags(): Readonly<Record<string, unknown>> {
    return this.#connection.getSnapshot().flags;
  }

  connect(): void {
    if (this.#start) return;
    this.#start = new AbortController();
    this.#change({ state: "connecting", error: undefined });
    if (this.#link) this.#link.start();
    else void this.#begin(this.#start.signal);
  }

  /** Stops the connection and rejects waiting calls with `closed`. The outbox and subscriptions go on at `connect`. */
  close(): void {
    this.#start?.abort();
    this.#start = undefined;
    this.#pause.wake();
    this.#link?.stop();
    this.#box.close();
    this.#calls.close();
    this.#change({ state: "idle", term: undefined, transport: undefined });
  }

  /** Calls a method. A result means committed. Rejects with `BellhopError`. */
  call<M extends MethodName>(
    method: M,
    params: Methods[M]["params"],
    options: CallOptions = {},
  ): Promise<Methods[M]["result"]> {
    const { key, timeout = this.#settings.timeout, queue } = options;
    const result = queue
      ? this.#box.add(method, params, key)
      : this.#calls.call(method, params, key, timeout);
    return result as Promise<Methods[M]["result"]>;
  }

  channel(name: string): Channel {
    return { name, subscribe: (options = {}) => this.#subscriptions.add(name, options) };
  }

  /** Measures a round trip now; the result shows in the connection's `health`. */
  measure(): void {
    this.#link?.send({ do: "measure" });
  }

  /** Calls `listener` at each event of the kind, until the returned function is called. */
  on<K extends keyof ClientEvents>(kind: K, listener: (event: ClientEvents[K]) => void): () => void {
    const source = { connection: this.#connection, outbox: this.#box, committed: this.#committed }[kind];
    return source.subscribe(() => listener(source.getSnapshot() as ClientEvents[K]));
  }

  /** The tabs' common name and the outbox's owner come from the token, so the first one is needed to begin. */
  async #begin(signal: AbortSignal): Promise<void> {
    onPage("online", () => this.#pause.wake(), signal);
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        const claims = readClaims(await this.tokens.usable());
        const locks = await this.#locks();
        if (!signal.aborted) this.#open(claims, locks);
        return;
      } catch (cause) {
        const error = asFailure(cause);
        const { backoff: options, random } = this.#settings;
        const final = !error.retryable || attempt >= options.limit;
        if (signal.aborted) return;
        const state = final ? "failed" : "connecting";
        this.#change({ state, lost: final, error: brief(error) });
        if (final) return;
        await this.#pause.wait(backoff(attempt, options, random, error.retryAfter));
      }
    }
  }

  #open({ aud, sub }: Claims, locks: Locks | undefined): void {
    const { site = aud, url } = this.options;
    const name = sub === undefined ? undefined : `bellhop ${url} ${site} ${sub}`;
    const handlers: LinkHandlers = {
      status: (status) => this.#show(status),
      reply: (reply) => this.#reply(reply),
      outbox: (note) => this.#outboxChanged(note),
    };
    this.#link =
      name !== undefined && locks
        ? new TabsLink(name, locks, this.#settings, this.tokens, handlers)
        : new OwnLink(this.#settings, this.tokens, handlers);
    void this.#openOutbox(name);
    this.#link.start();
  }

  /** Without a name for the principal nothing may outlive this client. */
  async #openOutbox(owner: string | undefined): Promise<void> {
    await this.#box.open(owner ?? "", owner === undefined ? memoryStore() : await openStore());
    this.#readyOutbox();
  }

  #readyOutbox(): void {
    this.#box.ready(this.#connection.getSnapshot().term !== undefined, this.#link?.leads ?? false);
  }

  /** What tabs need to find each other; `undefined` where the page may not, or does not want to. */
  async #locks(): Promise<Locks | undefined> {
    const { tabs = globalThis.document !== undefined } = this.options;
    const locks = tabs && globalThis.BroadcastChannel ? globalThis.navigator?.locks : undefined;
    return locks?.query().then(
      () => locks,
      () => undefined,
    );
  }

  #change(change: Partial<LinkStatus>): void {
    this.#show({ ...this.#connection.getSnapshot(), ...change });
  }

  #show(status: LinkStatus): void {
    const before = this.#connection.getSnapshot().term;
    const { term } = status;
    const moved = term !== before;
    if (moved && before) {
      this.#calls.down();
      this.#subscriptions.down();
    }
    this.#connection.set(status);
    this.#readyOutbox();
    if (!moved || !term) return;
    this.#subscriptions.up();
    this.#calls.up();
  }

  #reply(reply: Reply): void {
    if (reply.re === "answer") this.#calls.answer(reply);
    else this.#subscriptions.reply(reply);
  }

  #outboxChanged(note: OutboxNote | undefined): void {
    const entry = note && this.#box.getSnapshot().find(({ key }) => key === note.key);
    if (entry) this.#committed.set({ entry, result: note.result });
    else if (!note) this.#link?.send({ do: "hurry" });
    this.#readyOutbox();
    void this.#box.changed(note);
  }
}
