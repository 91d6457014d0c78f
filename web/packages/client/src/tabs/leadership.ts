/** The part of the Web Locks API that is used here. */
export type Locks = Pick<LockManager, "request">;

/** Holds a place in the queue for one lock; whoever has the lock leads. */
export class Leadership {
  readonly #locks: Locks;
  readonly #name: string;
  readonly #onChange: (leads: boolean) => void;
  #waiting: AbortController | undefined;
  #release: (() => void) | undefined;

  constructor(locks: Locks, name: string, onChange: (leads: boolean) => void) {
    this.#locks = locks;
    this.#name = name;
    this.#onChange = onChange;
  }

  get leads(): boolean {
    return this.#release !== undefined;
  }

  /** Queues up. */
  enter(): void {
    if (this.#waiting || this.leads) return;
    const waiting = new AbortController();
    this.#waiting = waiting;
    this.#request({ signal: waiting.signal }, waiting);
  }

  /** Takes the lock from a leader that does not answer. */
  steal(): void {
    this.#waiting?.abort();
    const waiting = new AbortController();
    this.#waiting = waiting;
    this.#request({ steal: true }, waiting);
  }

  /** Gives the lock, or the place in the queue, away. */
  leave(): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
    this.#lose();
  }

  #request(options: LockOptions, waiting: AbortController): void {
    this.#locks
      .request(this.#name, options, () => this.#hold(waiting))
      .catch(() => this.#waiting === waiting && this.#stolen());
  }

  #hold(waiting: AbortController): Promise<void> | undefined {
    if (this.#waiting !== waiting) return undefined;
    return new Promise((resolve) => {
      this.#release = resolve;
      this.#onChange(true);
    });
  }

  #stolen(): void {
    this.#waiting = undefined;
    this.#lose();
    this.enter();
  }

  #lose(): void {
    if (!this.#release) return;
    this.#release();
    this.#release = undefined;
    this.#onChange(false);
  }
}
