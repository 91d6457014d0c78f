import { backoff } from "../backoff";
import { asFailure, BellhopError, brief } from "../errors";
import { identifier } from "../identifier";
import type { OutboxNote } from "../link";
import { Observable, type Readable } from "../observable";
import { Pause } from "../pause";
import type { OutboxEntry, OutboxStore, Stored } from "./store";

export interface OutboxParts {
  random: () => number;
  /** Carries an entry's call out. Rejects with `BellhopError`. */
  send(entry: OutboxEntry): Promise<unknown>;
  /** Tells the other tabs that the store has changed. */
  announce(note?: OutboxNote): void;
}

/** The client's outbox as the app sees it: its entries, oldest first. */
export interface OutboxView extends Readable<readonly OutboxEntry[]> {
  /** Sends a failed entry again. */
  retry(key: string): Promise<void>;
  /** Forgets a failed entry. */
  discard(key: string): Promise<void>;
}

interface Kept {
  owner: string;
  store: OutboxStore;
}

interface Waiter {
  resolve(result: unknown): void;
  reject(error: BellhopError): void;
}

const DAY_MILLISECONDS = 86_400_000;
const OLDEST_MILLISECONDS = 3 * DAY_MILLISECONDS;
const KEY_MILLISECONDS = 7 * DAY_MILLISECONDS;
const MOST_ENTRIES = 500;
const MOST_REFUSALS = 6;

/**
 * Calls that wait to be committed. They go out in order, one after the other, each until it is answered; what the
 * server refuses for good, or what is older than 3 days, stays as `failed` and lets the next one pass.
 */
export class Outbox extends Observable<readonly Stored[]> implements OutboxView {
  readonly #parts: OutboxParts;
  readonly #opened: Promise<Kept>;
  #resolve: (kept: Kept) => void = () => {};
  #kept: Kept | undefined;
  readonly #waiters = new Map<string, Waiter>();
  #draining = false;
  #again = false;
  #open = false;

  constructor(parts: OutboxParts) {
    super([]);
    this.#parts = parts;
    this.#opened = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** The principal is known, and the store open: resolves once its entries show. Calls made before wait for it. */
  async open(owner: string, store: OutboxStore): Promise<void> {
    this.#kept = { owner, store };
    await this.changed();
    this.#resolve(this.#kept);
  }

  /** Keeps a call, and resolves with its result once committed. Rejects with `limit_reached` beyond 500 entries. */
  async add(method: string, params: unknown, key = identifier()): Promise<unknown> {
    const { owner, store } = await this.#opened;
    if (this.getSnapshot().length >= MOST_ENTRIES) {
      throw new BellhopError("limit_reached", "Outbox full");
    }
    const result = new Promise((resolve, reject) => this.#waiters.set(key, { resolve, reject }));
    result.catch(() => {});
    try {
      await store.add({ key, owner, method, params, at: Date.now(), state: "pending" });
    } catch (cause) {
      this.#waiters.delete(key);
      throw cause;
    }
    this.#parts.announce();
    return result;
  }

  /** Sends a failed entry again: with its key while the server may still know it, unless it was refused. */
  async retry(key: string): Promise<void> {
    const entry = this.#failed(key);
    if (!entry) return;
    const { error, ...rest } = entry;
    const mayBeCommitted = error?.code === "timeout" && Date.now() - entry.at < KEY_MILLISECONDS;
    const again = mayBeCommitted ? rest.key : identifier();
    await this.#kept?.store.put({ ...rest, key: again, at: Date.now(), state: "pending" });
    this.#parts.announce();
  }

  /** Forgets an entry that failed. */
  async discard(key: string): Promise<void> {
    const entry = this.#failed(key);
    if (!entry) return;
    await this.#kept?.store.remove(entry);
    this.#parts.announce();
  }

  /** Whether to send: the connection is up, and where tabs share the store, this one leads. */
  ready(up: boolean, leads: boolean): void {
    this.#open = up && !!this.#kept && (leads || !this.#kept.store.shared);
    if (this.#open) void this.#drain();
  }

  /** The store has changed, here or in another tab. */
  async changed(note?: OutboxNote): Promise<void> {
    if (note) {
      this.set(this.getSnapshot().filter(({ key }) => key !== note.key));
      this.#settle(note.key, (waiter) => waiter.resolve(note.result));
    }
    await this.#load();
    await this.#drain();
  }

  close(): void {
    this.#open = false;
    const error = new BellhopError("closed", "Client closed");
    for (const key of this.#waiters.keys()) this.#settle(key, (waiter) => waiter.reject(error));
  }

  async #load(): Promise<void> {
    if (!this.#kept) return;
    const entries = await this.#kept.store.all(this.#kept.owner);
    this.set(entries);
    for (const { key, error } of entries) {
      if (error) this.#settle(key, (waiter) => waiter.reject(new BellhopError(error.code, error.message)));
    }
  }

  async #drain(): Promise<void> {
    this.#again = true;
    if (this.#draining) return;
    this.#draining = true;
    try {
      while (this.#open && this.#again) {
        this.#again = false;
        const next = this.getSnapshot().find(({ state }) => state === "pending");
        if (next) await this.#deliver(next);
      }
    } finally {
      this.#draining = false;
    }
  }

  async #deliver(entry: Stored): Promise<void> {
    if (Date.now() - entry.at > OLDEST_MILLISECONDS) {
      return this.#fail(entry, new BellhopError("timeout", "Too old"));
    }
    try {
      const result = await this.#attempt(entry);
      if (this.#open) await this.#committed(entry, result);
    } catch (cause) {
      if (this.#open) await this.#fail(entry, asFailure(cause));
    }
  }

  /** Repeats what the server cannot do now, a bounded number of times; an unanswered call is not counted. */
  async #attempt(entry: Stored): Promise<unknown> {
    for (let refusals = 0; ; ) {
      try {
        return await this.#parts.send(entry);
      } catch (cause) {
        const { code, retryable, retryAfter } = asFailure(cause);
        if (code !== "timeout") refusals++;
        if (!this.#open || !retryable || refusals >= MOST_REFUSALS) throw cause;
        await new Pause().wait(backoff(refusals, {}, this.#parts.random, retryAfter));
      }
    }
  }

  async #committed(entry: Stored, result: unknown): Promise<void> {
    const { key } = entry;
    await this.#kept?.store.remove(entry);
    this.#again = true;
    this.#parts.announce({ key, result });
  }

  async #fail(entry: Stored, error: BellhopError): Promise<void> {
    await this.#kept?.store.put({ ...entry, state: "failed", error: brief(error) });
    this.#again = true;
    this.#parts.announce();
    await this.#load();
  }

  #settle(key: string, how: (waiter: Waiter) => void): void {
    const waiter = this.#waiters.get(key);
    this.#waiters.delete(key);
    if (waiter) how(waiter);
  }

  #failed(key: string): Stored | undefined {
    return this.getSnapshot().find((entry) => entry.key === key && entry.state === "failed");
  }
}
