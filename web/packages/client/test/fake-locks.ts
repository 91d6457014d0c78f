interface Waiting {
  grant(): void;
  signal: AbortSignal | undefined;
}

/** The Web Locks API as far as the client uses it, for tabs that live in one process. */
export class FakeLocks {
  readonly #held = new Map<string, () => void>();
  readonly #queues = new Map<string, Waiting[]>();

  readonly query = async (): Promise<LockManagerSnapshot> => ({});

  readonly request = ((name: string, ...rest: unknown[]) => {
    const callback = rest.at(-1) as () => unknown;
    const { signal, steal } = (rest.length > 1 ? rest[0] : {}) as LockOptions;
    return new Promise((resolve, reject) => {
      const grant = () => this.#hold(name, callback, (value) => resolve(value as never), reject);
      signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      if (steal) this.#held.get(name)?.();
      if (steal || !this.#held.has(name)) grant();
      else this.#queues.set(name, [...(this.#queues.get(name) ?? []), { grant, signal }]);
    });
  }) as LockManager["request"];

  #hold(
    name: string,
    callback: () => unknown,
    resolve: (value: unknown) => void,
    reject: (reason: unknown) => void,
  ): void {
    const stolen = () => reject(new DOMException("stolen", "AbortError"));
    this.#held.set(name, stolen);
    queueMicrotask(async () => {
      resolve(await callback());
      if (this.#held.get(name) !== stolen) return;
      this.#held.delete(name);
      this.#next(name);
    });
  }

  #next(name: string): void {
    const queue = this.#queues.get(name) ?? [];
    const next = queue.shift();
    if (!next) return;
    if (next.signal?.aborted) this.#next(name);
    else next.grant();
  }
}
