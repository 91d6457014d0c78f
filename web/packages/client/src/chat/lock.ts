import type { BellhopClient } from "../client";
import type { ChatEdited, Message, Sealed } from "../generated/protocol";
import type { Contents, SealedMessage, SealedRoom } from "../sealed";
import type { StoredEvent } from "../subscription";
import type { TimelineMessage } from "./timeline";

const READY_MILLISECONDS = 3_000;

/**
 * Opens and seals for the store of an encrypted room, so that all the rest of it deals with plain messages. What it
 * takes is loaded when first needed.
 */
export class RoomLock {
  readonly #client: BellhopClient;
  readonly #room: string;
  readonly #onChange: () => void;
  #sealed: Promise<SealedRoom> | undefined;
  #stop: (() => void) | undefined;

  /** @param onChange told when more may open than before */
  constructor(client: BellhopClient, room: string, onChange: () => void) {
    this.#client = client;
    this.#room = room;
    this.#onChange = onChange;
  }

  /** Follows the room's keys until `stop`. */
  start(): void {
    if (this.#stop) return;
    const running = new AbortController();
    this.#stop = () => running.abort();
    void this.#follow(running.signal).catch(() => this.stop());
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  async seal(contents: Contents, clientId: string): Promise<Sealed> {
    return (await this.#load()).seal(contents, clientId);
  }

  /** What a message says that is not in a timeline. */
  async read(message: SealedMessage): Promise<string | undefined> {
    const sealed = await this.#load();
    await sealed.ready();
    const opened = await sealed.open(message);
    return typeof opened === "string" ? undefined : opened.text;
  }

  openAll(messages: readonly TimelineMessage[]): Promise<TimelineMessage[]> {
    return Promise.all(messages.map((message) => this.open(message)));
  }

  /** The message in plain, or with the reason why it does not open. Never rejects. */
  async open(message: TimelineMessage): Promise<TimelineMessage> {
    if (message.kind !== "message" || message.deleted) return message;
    const { sealed, lock: _, ...rest } = message;
    if (!sealed) return { ...rest, text: "", links: [], lock: "broken" };
    const opened = await this.#open(message).catch(() => "waiting" as const);
    if (typeof opened === "string") return { ...message, lock: opened };
    const { text, quote } = opened;
    const { replyTo } = rest;
    const quoted = quote?.offset === replyTo?.offset ? quote?.text : undefined;
    return {
      ...rest,
      text,
      links: linksIn(text),
      ...(replyTo && { replyTo: { ...replyTo, text: quoted ?? "" }, quotesLocked: !quoted }),
    };
  }

  /** An event as it is without encryption. */
  async openEvent(event: StoredEvent, known: readonly TimelineMessage[]): Promise<StoredEvent> {
    const { type, data, offset, at } = event;
    if (type === "message") return { ...event, data: await this.open({ ...(data as Message), offset, at }) };
    const edited = data as ChatEdited;
    const original = type === "edited" && known.find((message) => message.offset === edited.message);
    if (!original) return event;
    const { sealed: _, ...rest } = original;
    const now = edited.sealed ? { ...rest, sealed: edited.sealed } : rest;
    const { text, links, sealed, lock } = await this.open(now);
    return { ...event, data: { ...edited, text, links, sealed, lock } };
  }

  async #open(message: TimelineMessage) {
    const sealed = await this.#load();
    await within(READY_MILLISECONDS, sealed.ready());
    return sealed.open(message);
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const sealed = await this.#load();
    if (signal.aborted) return;
    const stops = [sealed.follow(), sealed.subscribe(this.#onChange)];
    signal.addEventListener("abort", () => {
      for (const stop of stops) stop();
    });
  }

  #load(): Promise<SealedRoom> {
    this.#sealed ??= import("../sealed").then(
      ({ sealedOf }) => sealedOf(this.#client).room(this.#room),
      (cause) => {
        this.#sealed = undefined;
        throw cause;
      },
    );
    return this.#sealed;
  }
}

/** Goes on after a while, or after it failed: messages then show as locked until it is done. */
async function within(milliseconds: number, what: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([what.catch(() => {}), late]);
  clearTimeout(timer);
}

/** The web addresses in a text, which elsewhere the server finds. */
function linksIn(text: string): string[] {
  return text.match(/https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/gi) ?? [];
}
