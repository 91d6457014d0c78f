import { BellhopError, fromWire } from "./errors";
import { identifier } from "./identifier";
import type { Command, Reply } from "./link";

export interface CallOptions {
  /** Idempotency key; by default made here. A method that changes nothing ignores it. */
  key?: string;
  /** Milliseconds until the call rejects with `timeout`, reconnects included. */
  timeout?: number;
  /** Keeps the call in the outbox until it is committed, over reloads; then there is no timeout. */
  queue?: boolean;
}

interface Pending {
  command: Extract<Command, { do: "call" }>;
  sent: boolean;
  timer: ReturnType<typeof setTimeout>;
  resolve(result: unknown): void;
  reject(error: BellhopError): void;
}

const WINDOW = 32;
const MOST_PENDING = 1_000;
const BUSY_MILLISECONDS = 250;
/** Whoever asked a little too fast does not need to know; a longer wait is the caller's to decide on. */
const SHORT_WAIT_MILLISECONDS = 1_000;

/** Unanswered calls. On a new connection they are sent again, in order, with the same keys. */
export class Calls {
  readonly #send: (command: Command) => void;
  readonly #pending = new Map<string, Pending>();
  #up = false;
  #ids = 0;

  constructor(send: (command: Command) => void) {
    this.#send = send;
  }

  /** Rejects with `limit_reached` where 1,000 calls wait already. */
  call(method: string, params: unknown, key = identifier(), timeout: number): Promise<unknown> {
    if (this.#pending.size >= MOST_PENDING) {
      return Promise.reject(new BellhopError("limit_reached", "Too many"));
    }
    const id = String(++this.#ids);
    return new Promise((resolve, reject) => {
      const late = () => reject(new BellhopError("timeout", `No answer to ${method}`));
      const timer = setTimeout(() => this.#settle(id, late), timeout);
      this.#pending.set(id, {
        command: { do: "call", id, method, params, key },
        sent: false,
        timer,
        resolve,
        reject,
      });
      this.#flush();
    });
  }

  up(): void {
    this.#up = true;
    this.#flush();
  }

  down(): void {
    this.#up = false;
    for (const pending of this.#pending.values()) pending.sent = false;
  }

  answer({ id, result, error }: Extract<Reply, { re: "answer" }>): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    const wait = waitOf(error?.data);
    if (wait !== undefined) {
      setTimeout(() => {
        pending.sent = false;
        this.#flush();
      }, wait);
      return;
    }
    this.#settle(id, () => (error ? pending.reject(fromWire(error)) : pending.resolve(result)));
  }

  /** Rejects what waits: the client is closed. */
  close(): void {
    for (const [id, { reject }] of this.#pending) {
      this.#settle(id, () => reject(new BellhopError("closed", "Client closed")));
    }
  }

  #settle(id: string, how: () => void): void {
    clearTimeout(this.#pending.get(id)?.timer);
    this.#pending.delete(id);
    how();
    this.#flush();
  }

  #flush(): void {
    if (!this.#up) return;
    let room = WINDOW;
    for (const pending of this.#pending.values()) {
      if (room-- <= 0) return;
      if (pending.sent) continue;
      pending.sent = true;
      this.#send(pending.command);
    }
  }
}

/** After how many milliseconds a refused call goes out again by itself; `undefined` if it does not. */
function waitOf({ code, after }: { code?: string; after?: number } = {}): number | undefined {
  if (code === "too_many_in_flight") return after ?? BUSY_MILLISECONDS;
  return code === "rate_limited" && after !== undefined && after <= SHORT_WAIT_MILLISECONDS
    ? after
    : undefined;
}
