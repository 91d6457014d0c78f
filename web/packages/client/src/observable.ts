/** A value that changes, in the form that `useSyncExternalStore` takes. */
export interface Readable<T> {
  /** The value now; the same reference until it changes. */
  readonly getSnapshot: () => T;
  /** Calls `listener` after each change, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

export class Observable<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly getSnapshot = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    const own = () => listener();
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  };

  set(value: T): void {
    this.#value = value;
    for (const listener of [...this.#listeners]) guard(listener);
  }
}

/** Runs an app's callback; what it throws is reported to the platform and stops nothing here. */
export function guard(callback: () => void): void {
  try {
    callback();
  } catch (failure) {
    setTimeout(() => {
      throw failure;
    });
  }
}
