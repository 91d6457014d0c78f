import type { BellhopClient } from "../client";
import type { Member } from "../names";
import type { Subscription } from "../subscription";
import { Store } from "./store";

export interface PresenceState {
  readonly members: readonly Member[];
  /** How many are here; `undefined` until known. In large channels the members are not listed. */
  readonly count: number | undefined;
}

/** Who is in a channel. */
export class PresenceStore extends Store<PresenceState> {
  readonly #client: BellhopClient;
  readonly #channel: string;
  #subscription: Subscription | undefined;

  constructor(client: BellhopClient, channel: string) {
    super({ members: [], count: undefined });
    this.#client = client;
    this.#channel = channel;
  }

  protected start(): void {
    const subscription = this.#client.channel(this.#channel).subscribe({ presence: true });
    this.#subscription = subscription;
    subscription.status.subscribe(() => {
      const { members, count } = subscription.status.getSnapshot();
      const shown = this.getSnapshot();
      if (members !== shown.members || count !== shown.count) this.change({ members, count });
    });
  }

  protected stop(): void {
    this.#subscription?.unsubscribe();
  }
}
