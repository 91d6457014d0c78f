/** A wait that can be cut short. One at a time. */
export class Pause {
  #resolve: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end = 0;

  /** Resolves after `milliseconds`, or at `wake`. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
      this.#end = Number.POSITIVE_INFINITY;
      this.within(milliseconds);
    });
  }

  /** Ends the wait after `milliseconds` at the latest; returns whether that is sooner. */
  within(milliseconds: number): boolean {
    const end = Date.now() + milliseconds;
    if (!this.#resolve || end >= this.#end) return false;
    this.#end = end;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), milliseconds);
    return true;
  }

  wake(): void {
    clearTimeout(this.#timer);
    this.#resolve?.();
    this.#resolve = undefined;
  }
}
