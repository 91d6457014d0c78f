import { asFailure } from "../errors";

export interface Receipt {
  delivered?: number;
  read?: number;
}

const EVERY_MILLISECONDS = 1_000;

/** Tells the server how far messages have come and were seen: at most once a second, never backwards. */
export class Receipts {
  readonly #tell: (receipt: Receipt) => Promise<unknown>;
  #wanted = { delivered: 0, read: 0 };
  #told = { delivered: 0, read: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (receipt: Receipt) => Promise<unknown>) {
    this.#tell = tell;
  }

  /** What the server knows already. */
  known(delivered: number, read: number): void {
    this.#told = {
      delivered: Math.max(this.#told.delivered, delivered),
      read: Math.max(this.#told.read, read),
    };
  }

  delivered(offset: number): void {
    this.#want({ ...this.#wanted, delivered: Math.max(this.#wanted.delivered, offset) });
  }

  read(offset: number): void {
    this.#want({
      delivered: Math.max(this.#wanted.delivered, offset),
      read: Math.max(this.#wanted.read, offset),
    });
  }

  /** Tells at once what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#send();
  }

  #want(wanted: { delivered: number; read: number }): void {
    this.#wanted = wanted;
    if (this.#due()) this.#timer ??= setTimeout(() => this.flush(), EVERY_MILLISECONDS);
  }

  #due(): Receipt | undefined {
    const { delivered, read } = this.#wanted;
    if (read > this.#told.read) return { delivered, read };
    return delivered > this.#told.delivered ? { delivered } : undefined;
  }

  /** What could not be told goes with the next one: cursors say all that came before. */
  async #send(): Promise<void> {
    const receipt = this.#due();
    if (!receipt) return;
    const before = this.#told;
    this.#told = { delivered: receipt.delivered ?? before.delivered, read: receipt.read ?? before.read };
    try {
      await this.#tell(receipt);
    } catch (cause) {
      if (!asFailure(cause).retryable) return;
      this.#told = before;
      this.#timer ??= setTimeout(() => this.flush(), EVERY_MILLISECONDS * 5);
    }
  }
}
