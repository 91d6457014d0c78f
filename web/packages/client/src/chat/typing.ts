import type { BellhopClient } from "../client";
import type { Sender } from "../generated/protocol";
import type { Subscription } from "../subscription";
import { Store } from "./store";

/** Who is writing, with the time (milliseconds) at which that is no longer believed. */
export type Typing = ReadonlyMap<string, { from: Sender; until: number }>;

export interface TypingState {
  /** The others who are writing. */
  readonly people: readonly Sender[];
}

export const TYPING_EXPIRES_MILLISECONDS = 6_000;
const TYPING_EVERY_MILLISECONDS = 3_000;

/** Who is writing in a room, and the way to tell it oneself. */
export class TypingStore extends Store<TypingState> {
  readonly #client: BellhopClient;
  readonly #room: string;
  #typing: Typing = new Map();
  #subscription: Subscription | undefined;
  #expiry: ReturnType<typeof setTimeout> | undefined;
  /** 0 while the room does not take one for writing. */
  #toldAt = 0;

  constructor(client: BellhopClient, room: string) {
    super({ people: [] });
    this.#client = client;
    this.#room = room;
  }

  /** Tells the room, at most every 3 s, and at once when it ends. */
  readonly tell = (typing: boolean): void => {
    const due = typing ? Date.now() - this.#toldAt >= TYPING_EVERY_MILLISECONDS : this.#toldAt > 0;
    if (!due || this.#client.connection.getSnapshot().state !== "connected") return;
    this.#toldAt = typing ? Date.now() : 0;
    const params = { room: this.#room, typing };
    this.#client.call("chat.typing", params, { timeout: TYPING_EVERY_MILLISECONDS }).catch(() => {});
  };

  protected start(): void {
    this.#subscription = this.#client.channel(`chat:${this.#room}`).subscribe({
      onSignal: ({ type, data }) => {
        if (type === "typing") this.#heard(data as { from: Sender; typing: boolean });
      },
      onEvent: ({ type, data }) => {
        if (type === "message") this.#heard({ from: (data as { from: Sender }).from, typing: false });
      },
    });
  }

  protected stop(): void {
    this.#subscription?.unsubscribe();
    clearTimeout(this.#expiry);
    this.#show(new Map());
  }

  #heard({ from, typing }: { from: Sender; typing: boolean }): void {
    const isOwn = from.id === this.#client.connection.getSnapshot().principal?.id;
    if (isOwn || (!typing && !this.#typing.has(from.id))) return;
    this.#show(withTyping(this.#typing, from, typing, Date.now()));
    this.#expireNext();
  }

  #expireNext(): void {
    clearTimeout(this.#expiry);
    if (this.#typing.size === 0) return;
    const earliest = Math.min(...[...this.#typing.values()].map(({ until }) => until));
    this.#expiry = setTimeout(
      () => {
        this.#show(withoutExpired(this.#typing, Date.now()));
        this.#expireNext();
      },
      Math.max(0, earliest - Date.now()) + 10,
    );
  }

  #show(typing: Typing): void {
    if (typing === this.#typing) return;
    this.#typing = typing;
    const people = [...typing.values()].map(({ from }) => from);
    if (idsOf(people) !== idsOf(this.getSnapshot().people)) this.change({ people });
  }
}

export function withTyping(typing: Typing, from: Sender, isTyping: boolean, now: number): Typing {
  const next = new Map(typing);
  if (isTyping) next.set(from.id, { from, until: now + TYPING_EXPIRES_MILLISECONDS });
  else next.delete(from.id);
  return next;
}

export function withoutExpired(typing: Typing, now: number): Typing {
  const kept = [...typing].filter(([, { until }]) => until > now);
  return kept.length === typing.size ? typing : new Map(kept);
}

function idsOf(people: readonly Sender[]): string {
  return people.map(({ id }) => id).join();
}
