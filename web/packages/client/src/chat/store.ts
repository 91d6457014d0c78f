import { guard, type Readable } from "../observable";

/** A state that is kept up to date while somebody listens: `start` comes with the first listener, `stop` after the last. */
export abstract class Store<T extends object> implements Readable<T> {
  #state: T;
  readonly #listeners = new Set<() => void>();

  constructor(state: T) {
    this.#state = state;
  }

  protected abstract start(): void;
  protected abstract stop(): void;

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  readonly getSnapshot = (): T => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    const own = () => listener();
    this.#listeners.add(own);
    if (this.#listeners.size === 1) this.start();
    return () => {
      if (this.#listeners.delete(own) && this.#listeners.size === 0) this.stop();
    };
  };

  protected change(change: Partial<T>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) guard(listener);
  }
}
