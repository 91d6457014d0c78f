import type { TransportName } from "./transport";

const FAILURES_BEFORE_FALLBACK = 2;
const RETRY_WEBSOCKET_MILLISECONDS = 300_000;

/**
 * Decides which transport comes next: the WebSocket; after two that did not open, SSE in turns with it until one
 * works; five minutes after the fallback worked, the WebSocket again.
 */
export class TransportChoice {
  readonly #available: readonly TransportName[];
  #failures = 0;
  #fellBackAt: number | undefined;

  constructor(available: readonly TransportName[]) {
    this.#available = available;
  }

  next(): TransportName {
    const [first = "sse", second = first] = this.#available;
    if (this.#fellBackAt !== undefined) {
      if (Date.now() - this.#fellBackAt < RETRY_WEBSOCKET_MILLISECONDS) return second;
      this.reset();
    }
    const turn = this.#failures - FAILURES_BEFORE_FALLBACK;
    return turn >= 0 && turn % 2 === 0 ? second : first;
  }

  /** The transport brought a session up. */
  worked(name: TransportName): void {
    if (name === this.#available[0]) this.reset();
    else this.#fellBackAt ??= Date.now();
  }

  /** The transport ended before it brought a session up. */
  failed(name: TransportName): void {
    this.#failures++;
    if (name !== this.#available[0]) this.#fellBackAt = undefined;
  }

  /** Starts over: the network changed. */
  reset(): void {
    this.#failures = 0;
    this.#fellBackAt = undefined;
  }
}
