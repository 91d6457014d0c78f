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

  /** Queues up; again, where another tab has taken the lock away. */
  enter(): void {
    if (!this.#waiting && !this.leads) this.#request();
  }

  /** Takes the lock from a leader that does not answer. */
  steal(): void {
    this.#waiting?.abort();
    this.#request({ steal: true });
  }

  /** Gives the lock, or the place in the queue, away. */
  leave(): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
    if (!this.#release) return;
    this.#release();
    this.#release = undefined;
    this.#onChange(false);
  }

  /** A request to steal cannot be aborted. */
  #request(options?: LockOptions): void {
    const waiting = new AbortController();
    this.#waiting = waiting;
    this.#locks
      .request(this.#name, options ?? { signal: waiting.signal }, () => this.#hold(waiting))
      .catch(() => {
        if (this.#waiting !== waiting) return;
        this.leave();
        this.enter();
      });
  }

  #hold(waiting: AbortController): Promise<void> | undefined {
    if (this.#waiting !== waiting) return undefined;
    return new Promise((resolve) => {
      this.#release = resolve;
      this.#onChange(true);
    });
  }
}
