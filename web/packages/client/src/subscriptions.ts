import { backoff } from "./backoff";
import { BellhopError } from "./errors";
import { identifier } from "./identifier";
import type { Command, Reply } from "./link";
import { type SubscribeOptions, Subscription } from "./subscription";

type ChannelReply = Exclude<Reply, { re: "answer" }>;

const MOST_SUBSCRIPTIONS = 1_000;

/** The tab's subscriptions. Each asks again, from its own position, on every new connection. */
export class Subscriptions {
  readonly #send: (command: Command) => void;
  readonly #random: () => number;
  readonly #all = new Map<string, Subscription>();
  readonly #retries = new Map<string, ReturnType<typeof setTimeout>>();
  #up = false;

  constructor(send: (command: Command) => void, random: () => number) {
    this.#send = send;
    this.#random = random;
  }

  /** Throws `limit_reached` beyond 1,000, `already_subscribed` where the channel is open with another filter. */
  add(channel: string, options: SubscribeOptions): Subscription {
    if (this.#all.size >= MOST_SUBSCRIPTIONS) {
      throw new BellhopError("limit_reached", "Too many");
    }
    const ask = (own: Subscription) => this.#ask(own);
    const subscription = new Subscription(identifier(), channel, options, ask, (own) => this.#leave(own));
    this.#all.set(subscription.id, subscription);
    if (this.#up) this.#ask(subscription);
    return subscription;
  }

  up(): void {
    this.#up = true;
    for (const subscription of this.#all.values()) {
      if (subscription.state === "pending") this.#ask(subscription);
    }
  }

  down(): void {
    this.#up = false;
    for (const subscription of this.#all.values()) subscription.down();
  }

  reply(reply: ChannelReply): void {
    if (reply.re === "subscribed") this.#of(reply.ids, (one) => one.subscribed(reply));
    else if (reply.re === "refused") this.#of(reply.ids, (one) => this.#refused(one, reply));
    else {
      for (const one of [...this.#all.values()]) {
        if (one.channel !== reply.channel) continue;
        if (reply.re === "synced") one.synced(reply.offset);
        else for (const event of reply.events) one.deliver(event);
      }
    }
  }

  close(): void {
    for (const subscription of [...this.#all.values()]) subscription.unsubscribe();
  }

  #of(ids: string[], what: (subscription: Subscription) => void): void {
    for (const id of ids) {
      const subscription = this.#all.get(id);
      if (subscription) what(subscription);
    }
  }

  #refused(subscription: Subscription, { error }: Extract<Reply, { re: "refused" }>): void {
    if (!error.data?.retry) return subscription.refused(error);
    subscription.down();
    const wait = error.data.after ?? backoff(4, {}, this.#random);
    const retry = setTimeout(() => this.#up && this.#ask(subscription), wait);
    this.#retries.set(subscription.id, retry);
  }

  #ask(subscription: Subscription): void {
    const { id, channel, options, position: since } = subscription;
    const { filter, presence = false } = options;
    clearTimeout(this.#retries.get(id));
    this.#retries.delete(id);
    this.#send({ do: "subscribe", id, channel, filter, presence, since });
  }

  #leave({ id, channel }: Subscription): void {
    this.#all.delete(id);
    clearTimeout(this.#retries.get(id));
    this.#retries.delete(id);
    if (this.#up) this.#send({ do: "unsubscribe", id, channel });
  }
}
