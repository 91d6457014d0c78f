const AGAIN_MILLISECONDS = 30_000;

/** Rings when something new is unseen, and again every 30 s until it is seen; never more often. */
export class Alarm {
  readonly #ring: () => void;
  /** What rang and was not seen yet, by room. */
  #rung = new Map<string, number>();
  #known: ReadonlyMap<string, number> | undefined;
  #rangAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ring: () => void) {
    this.#ring = ring;
  }

  /** What is unseen now, by room. What is there at first was left from before, and does not ring. */
  update(unseen: ReadonlyMap<string, number>): void {
    const known = this.#known ?? unseen;
    this.#known = new Map(unseen);
    for (const room of [...this.#rung.keys()]) if (!unseen.has(room)) this.#rung.delete(room);
    for (const [room, count] of unseen) if (count > (known.get(room) ?? 0)) this.#rung.set(room, count);
    if (this.#rung.size === 0) return this.stop();
    const due = this.#rangAt + AGAIN_MILLISECONDS - Date.now();
    this.#timer ??= setTimeout(() => this.#sound(), Math.max(0, due));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #sound(): void {
    this.#rangAt = Date.now();
    this.#timer = setTimeout(() => this.#sound(), AGAIN_MILLISECONDS);
    this.#ring();
  }
}
