import { backoff } from "./backoff";
import { BellhopError } from "./errors";
import { identifier } from "./identifier";
import type { Command, Reply } from "./link";
import { type SubscribeOptions, Subscription, type SubscriptionOwner } from "./subscription";

type ChannelReply = Exclude<Reply, { re: "answer" }>;

const MOST_SUBSCRIPTIONS = 1_000;

/** The tab's subscriptions. Each asks again, from its own position, on every new connection. */
export class Subscriptions implements SubscriptionOwner {
  readonly #send: (command: Command) => void;
  readonly #random: () => number;
  readonly #all = new Map<string, Subscription>();
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
    const subscription = new Subscription(identifier(), channel, options, this);
    this.#all.set(subscription.id, subscription);
    if (this.#up) this.ask(subscription);
    return subscription;
  }

  up(): void {
    this.#up = true;
    for (const subscription of this.#all.values()) {
      if (subscription.state === "pending") this.ask(subscription);
    }
  }

  down(): void {
    this.#up = false;
    for (const subscription of this.#all.values()) subscription.down();
  }

  reply(reply: ChannelReply): void {
    for (const one of [...this.#all.values()]) {
      if (one.channel !== reply.channel) continue;
      if (reply.re === "events") for (const event of reply.events) one.deliver(event);
      else if (reply.re === "synced") one.synced(reply.offset);
      else if (!reply.ids.includes(one.id)) this.#heardOther(one, reply);
      else if (reply.re === "subscribed") one.subscribed(reply);
      else this.#refused(one, reply);
    }
  }

  /** Where another is let in, so may be who was put out. */
  #heardOther(subscription: Subscription, { re }: ChannelReply): void {
    if (re === "subscribed" && subscription.state === "refused") subscription.retry();
  }

  #refused(subscription: Subscription, { error }: Extract<Reply, { re: "refused" }>): void {
    if (!error.data?.retry) return subscription.refused(error);
    subscription.down();
    const wait = backoff(4, {}, this.#random, error.data.after);
    setTimeout(() => this.#up && subscription.state === "pending" && this.ask(subscription), wait);
  }

  ask(subscription: Subscription): void {
    const { id, channel, options, position: since } = subscription;
    const { filter, presence = false } = options;
    this.#send({ do: "subscribe", id, channel, filter, presence, since });
  }

  leave({ id, channel }: Subscription): void {
    this.#all.delete(id);
    if (this.#up) this.#send({ do: "unsubscribe", id, channel });
  }
}
