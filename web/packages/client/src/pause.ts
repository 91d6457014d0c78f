/** A wait that can be cut short. One at a time. */
export class Pause {
  #wake: (() => void) | undefined;

  /** Resolves after `milliseconds`, or at `wake`. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake(), milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
