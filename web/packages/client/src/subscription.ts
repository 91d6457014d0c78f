import { type BellhopError, fromWire } from "./errors";
import type { Reply } from "./link";
import type { Member } from "./names";
import { guard, Observable, type Readable } from "./observable";
import type { ChannelEvent, Since, WireError } from "./wire";

/** A stored event: its offset orders it in its channel. */
export type StoredEvent = ChannelEvent & { offset: number };

export interface SubscribeOptions {
  /** Up to where the app knows the channel; events after it follow. Default: events from now on. */
  since?: Since;
  /** CEL expression over `type`, `data`, `actor`, `offset`, evaluated on the server. */
  filter?: string;
  /** Keeps `members` and `count` up to date. */
  presence?: boolean;
  /** Each stored event, in order, once. */
  onEvent?(event: StoredEvent): void;
  onSignal?(signal: ChannelEvent): void;
  /**
   * Events were missed that are no longer kept. Take a snapshot, and go on from its position with `moveTo`; events
   * after `position` come meanwhile.
   */
  onSnapshotNeeded?(position: Since): void;
}

/**
 * `pending`: not yet, or not now. `recovering`: what was missed is coming in. `live`: up to date.
 * `refused`: the server said no. `closed`: unsubscribed.
 */
export type SubscriptionState = "pending" | "recovering" | "live" | "refused" | "closed";

export interface SubscriptionStatus {
  readonly state: SubscriptionState;
  readonly members: readonly Member[];
  /** Who is here; `undefined` until known, or without `presence`. */
  readonly count: number | undefined;
  readonly error: BellhopError | undefined;
}

const UNKNOWN: SubscriptionStatus = { state: "pending", members: [], count: undefined, error: undefined };

export interface SubscriptionOwner {
  /** Asks the server for the events after the subscription's position. */
  ask(subscription: Subscription): void;
  leave(subscription: Subscription): void;
}

/** One subscriber of one channel, with a position of its own that outlives connections. */
export class Subscription {
  readonly id: string;
  readonly channel: string;
  readonly options: Readonly<SubscribeOptions>;
  readonly #status = new Observable(UNKNOWN);
  readonly #owner: SubscriptionOwner;
  #position: Since | undefined;
  #gapAt: number | undefined;

  constructor(id: string, channel: string, options: SubscribeOptions, owner: SubscriptionOwner) {
    this.id = id;
    this.channel = channel;
    this.options = options;
    this.#position = options.since;
    this.#owner = owner;
  }

  get status(): Readable<SubscriptionStatus> {
    return this.#status;
  }

  /** Up to where the app was served. */
  get position(): Since | undefined {
    return this.#position;
  }

  get state(): SubscriptionState {
    return this.#status.getSnapshot().state;
  }

  /** Skips events up to the position of a snapshot. Never goes back. Who got one may have been let in again. */
  moveTo(position: Since): void {
    if (!this.#position || position.offset > this.#position.offset) this.#position = position;
    if (this.state === "refused") this.retry();
  }

  /** Asks again, from the last known. */
  retry(): void {
    this.#set({ state: "pending" });
    this.#owner.ask(this);
  }

  /** Nothing is delivered after this returns. */
  unsubscribe(): void {
    if (this.state === "closed") return;
    this.#set({ ...UNKNOWN, state: "closed" });
    this.#owner.leave(this);
  }

  /** The connection is gone. */
  down(): void {
    if (this.state !== "refused") this.#set({ state: "pending" });
  }

  subscribed({ since, answer }: Extract<Reply, { re: "subscribed" }>): void {
    const { epoch, offset, recovered, members = [], count } = answer;
    const known = this.#position;
    const same = known && (known.epoch ?? epoch) === epoch;
    const replayed = recovered && since && known && since.offset <= known.offset;
    const missedNone = same && (replayed || known.offset === offset);
    this.#position = { epoch, offset: missedNone ? known.offset : offset };
    const present = this.options.presence ? { members, count: count ?? members.length } : {};
    const state = missedNone && known.offset < offset ? "recovering" : "live";
    this.#set({ state, error: undefined, ...present });
    if (known && !missedNone) this.#lost();
  }

  refused(error: WireError): void {
    this.#set({ ...UNKNOWN, state: "refused", error: fromWire(error) });
  }

  synced(offset: number): void {
    if (!this.#serving()) return;
    this.moveTo({ ...this.#position, offset });
    this.#set({ state: "live" });
  }

  deliver(event: ChannelEvent): void {
    if (!this.#serving()) return;
    const { offset } = event;
    if (offset === undefined) return this.#signal(event);
    const known = this.#position?.offset ?? 0;
    if (offset <= known) return;
    if (offset > known + 1 && !this.options.filter && this.#gap(known)) return;
    this.#position = { ...this.#position, offset };
    guard(() => this.options.onEvent?.({ ...event, offset }));
  }

  /** Something is missing in between: asks again from the last known, once; then gives up on what is missing. */
  #gap(known: number): boolean {
    if (this.#gapAt === known) {
      this.#lost();
      return false;
    }
    this.#gapAt = known;
    this.retry();
    return true;
  }

  #lost(): void {
    const position = this.#position;
    if (position) guard(() => this.options.onSnapshotNeeded?.(position));
  }

  #signal(signal: ChannelEvent): void {
    if (this.options.presence) this.#present(signal);
    guard(() => this.options.onSignal?.(signal));
  }

  #present({ type, data }: ChannelEvent): void {
    if (type !== "presence.join" && type !== "presence.leave") return;
    const { members, count = 0 } = this.#status.getSnapshot();
    const change = data as Partial<Member> & { count?: number };
    const step = type === "presence.join" ? 1 : -1;
    if (change.id === undefined) {
      this.#set({ count: change.count ?? Math.max(0, count + step) });
      return;
    }
    const others = members.filter(({ id }) => id !== change.id);
    const now = step > 0 ? [...others, change as Member] : others;
    this.#set({ members: now, count: change.count ?? now.length });
  }

  #serving(): boolean {
    return this.state === "live" || this.state === "recovering";
  }

  #set(change: Partial<SubscriptionStatus>): void {
    this.#status.set({ ...this.#status.getSnapshot(), ...change });
  }
}
