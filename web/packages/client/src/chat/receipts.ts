import { further } from "./cursors";

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
  #telling = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param tell rejects only where trying again does not help */
  constructor(tell: (receipt: Receipt) => Promise<unknown>) {
    this.#tell = tell;
  }

  /** What the server knows already. */
  known(delivered: number, read: number): void {
    this.#told = further(this.#told, delivered, read);
  }

  delivered(offset: number): void {
    this.#want(offset, 0);
  }

  read(offset: number): void {
    this.#want(offset, offset);
  }

  /** Tells at once what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#send();
  }

  #want(delivered: number, read: number): void {
    this.#wanted = further(this.#wanted, delivered, read);
    if (this.#due()) this.#timer ??= setTimeout(() => this.flush(), EVERY_MILLISECONDS);
  }

  #due(): Receipt | undefined {
    const { delivered, read } = this.#wanted;
    if (read > this.#told.read) return { delivered, read };
    return delivered > this.#told.delivered ? { delivered } : undefined;
  }

  /** One at a time. What is refused for good goes with the next one: cursors say all that came before. */
  async #send(): Promise<void> {
    const receipt = this.#due();
    if (!receipt || this.#telling) return;
    this.#telling = true;
    this.#told = { ...this.#told, ...receipt };
    await this.#tell(receipt).catch(() => {});
    this.#telling = false;
    this.#want(0, 0);
  }
}
