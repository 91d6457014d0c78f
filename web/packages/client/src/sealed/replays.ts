const MOST_REMEMBERED = 5_000;

/** Tells copies: a sender's program calls no two messages the same. Remembers the 5,000 messages that came last. */
export class Replays {
  readonly #offsets = new Map<string, number>();

  isCopy(sender: string, clientId: string, offset: number): boolean {
    const name = JSON.stringify([sender, clientId]);
    const first = this.#offsets.get(name) ?? offset;
    this.#offsets.set(name, first);
    const [oldest] = this.#offsets.keys();
    if (this.#offsets.size > MOST_REMEMBERED && oldest !== undefined) this.#offsets.delete(oldest);
    return first !== offset;
  }
}
