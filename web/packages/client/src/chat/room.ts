import type { BellhopClient } from "../client";
import { asFailure, BellhopError } from "../errors";
import type {
  ChatOpenResult,
  ChatSendParams,
  ChatSendResult,
  Message,
  RoomSummary,
} from "../generated/protocol";
import { identifier } from "../identifier";
import { isVisible, onPage } from "../page";
import type { StoredEvent, Subscription } from "../subscription";
import type { Since } from "../wire";
import { RoomLock } from "./lock";
import { type Outgoing, Sending } from "./outgoing";
import { patiently } from "./patiently";
import { type Receipt, Receipts } from "./receipts";
import { messageOf, NEW_ROOM, type RoomState, withArrived, withEvent, withHeard } from "./room-state";
import { brief } from "./rooms-state";
import { Store } from "./store";
import {
  type Timeline,
  type TimelineMessage,
  withChanged,
  withMessages,
  withNewer,
  withOlder,
} from "./timeline";
import { isSendTo } from "./unsent";

export interface SendOptions {
  /** Number of the message that this one answers. */
  replyTo?: number;
  /** Ids of people. */
  mentions?: readonly string[];
  /** Ids of finished uploads. */
  files?: readonly string[];
}

const MOST_HEARD = 1_000;

/**
 * One room: its history from a snapshot, every message since, one's own unsent ones, and how far everybody has read.
 * Stopped and started again it goes on where it was. Receipts are sent by itself: delivered when a message comes, read
 * while the page is visible and the view says that its end is in sight. An encrypted room looks the same, but for
 * messages that do not open.
 */
export class RoomStore extends Store<RoomState> {
  readonly #client: BellhopClient;
  readonly #room: string;
  readonly #receipts: Receipts;
  readonly #lock: RoomLock;
  readonly #sending: Sending;
  /** What is opened keeps its order. */
  #lane: Promise<void> = Promise.resolve();
  /** What was heard last, for answers that know less. */
  readonly #heardLately: StoredEvent[] = [];
  #subscription: Subscription | undefined;
  #personal: Subscription | undefined;
  #running: AbortController | undefined;
  #position: Since | undefined;
  /** Unset until the view says so. */
  #atEnd: boolean | undefined;
  /** Whether what comes is what one has missed while away. */
  #returning = false;

  /** @param onRead told how far the principal has read, once the server knows */
  constructor(client: BellhopClient, room: string, onRead: (offset: number) => void) {
    super(NEW_ROOM);
    this.#client = client;
    this.#room = room;
    this.#lock = new RoomLock(client, room, () => this.#unlock());
    this.#sending = new Sending(client, room, this.#lock, () => this.#showUnsent());
    this.#receipts = new Receipts(async (receipt: Receipt) => {
      await patiently(client, () => client.call("chat.receipt", { room, ...receipt }));
      if (receipt.read !== undefined) onRead(receipt.read);
    });
  }

  /** Keeps a message until it is committed, over reloads; it shows as unsent at once. */
  readonly send = (text: string, options: SendOptions = {}): void => {
    const { replyTo, mentions = [], files = [] } = options;
    const params: Outgoing = {
      room: this.#room,
      text,
      clientId: identifier(),
      ...(replyTo !== undefined && { replyTo }),
      ...(mentions.length > 0 && { mentions: [...mentions] }),
      ...(files.length > 0 && { files: [...files] }),
    };
    this.#sending.send(params, this.getSnapshot().room?.encrypted, this.#quote(replyTo));
    void this.latest();
  };

  /** Sends a failed message again. */
  readonly retry = (key: string): void => {
    if (!this.#sending.retry(key)) void this.#client.outbox.retry(key);
  };

  /** Forgets a failed message. */
  readonly discard = (key: string): void => {
    if (!this.#sending.discard(key)) void this.#client.outbox.discard(key);
  };

  /** Rejects with `BellhopError`; the change shows when its event comes. So do the next two. */
  readonly edit = async (
    message: number,
    text: string,
    mentions: readonly string[] = [],
  ): Promise<object> => {
    const params = { room: this.#room, message, mentions: [...mentions] };
    if (!this.getSnapshot().room?.encrypted) return this.#client.call("chat.edit", { ...params, text });
    const { clientId, replyTo } = this.#find(message) ?? {};
    if (clientId === undefined) throw new BellhopError("not_found", "Not loaded");
    const quote = replyTo && { offset: replyTo.offset, text: replyTo.text };
    const sealed = await this.#lock.seal({ text, ...(quote && { quote }) }, clientId);
    return this.#client.call("chat.edit", { ...params, sealed });
  };

  readonly remove = (message: number): Promise<object> =>
    this.#client.call("chat.delete", { room: this.#room, message });

  readonly react = (message: number, emoji: string, on: boolean): Promise<object> =>
    this.#client.call("chat.react", { room: this.#room, message, emoji, on });

  readonly loadOlder = async (): Promise<void> => {
    const { messages, moreBefore } = this.getSnapshot().timeline;
    const before = messages[0]?.offset;
    if (before && moreBefore) await this.#page({ before }, withOlder);
  };

  readonly loadNewer = async (): Promise<void> => {
    const { messages, moreAfter } = this.getSnapshot().timeline;
    const after = messages.at(-1)?.offset;
    if (after && moreAfter) await this.#page({ after }, withNewer);
  };

  /** Shows the part of the history where a message is. */
  readonly around = async (around: number): Promise<void> => {
    if (!this.#find(around)) await this.#page({ around }, (_, page) => page);
  };

  /** Shows the newest messages again. */
  readonly latest = async (): Promise<void> => {
    if (this.getSnapshot().timeline.moreAfter) await this.#load();
  };

  /** The view says whether the newest message is in sight. */
  readonly atEnd = (atEnd: boolean): void => {
    this.#atEnd = atEnd;
    this.#look();
  };

  protected start(): void {
    this.#running = new AbortController();
    const { signal } = this.#running;
    onPage("visibilitychange", () => this.#look(), signal);
    const following = [
      this.#client.on("connection", () => this.#showOwn()),
      this.#client.on("outbox", () => this.#showUnsent()),
      this.#client.on("committed", ({ entry, result }) => {
        if (isSendTo(this.#room)(entry)) this.#sent(entry.params, result as ChatSendResult);
      }),
    ];
    signal.addEventListener("abort", () => {
      for (const stop of following) stop();
    });
    this.#showOwn();
    this.#showUnsent();
    void this.#sending.goOn();
    this.#returning = this.#position !== undefined;
    if (this.getSnapshot().room?.encrypted) this.#lock.start();
    if (this.#position) this.#follow();
    else void this.#load();
  }

  protected stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#atEnd = undefined;
    this.#lock.stop();
    this.#receipts.flush();
    this.#position = this.#subscription?.position ?? this.#position;
    this.#subscription?.unsubscribe();
    this.#personal?.unsubscribe();
    this.#subscription = this.#personal = undefined;
    if (this.getSnapshot().unseen === 0) this.change({ unreadLine: undefined });
  }

  async #load(): Promise<void> {
    const signal = this.#running?.signal;
    if (!signal) return;
    try {
      const ask = () => this.#client.call("chat.open", { room: this.#room });
      const opened = await patiently(this.#client, ask, signal);
      const messages = await this.#readable(opened.room, opened.messages);
      if (!signal.aborted) this.#opened({ ...opened, messages });
    } catch (cause) {
      if (!signal.aborted) this.change({ phase: "failed", error: asFailure(cause) });
    }
  }

  #opened({ messages, more: moreBefore, position, ...answer }: ChatOpenResult): void {
    const opened = { ...answer, timeline: { messages, moreBefore, moreAfter: false } };
    const { room, members, timeline } = this.#caughtUp(opened, position);
    this.#position = position;
    const { unread, read: after } = answer.room;
    const unreadLine = unread > 0 ? { after, count: unread } : undefined;
    this.change({ phase: "ready", error: undefined, room, members, timeline, unreadLine });
    this.#unlock();
    this.#showUnsent();
    this.#receipts.known(answer.room.delivered, answer.room.read);
    this.#receipts.delivered(messages.at(-1)?.offset ?? 0);
    this.#look();
    if (this.#subscription) this.#subscription.moveTo(position);
    else this.#follow();
  }

  #follow(): void {
    this.#subscription = this.#client.channel(`chat:${this.#room}`).subscribe({
      ...(this.#position && { since: this.#position }),
      onEvent: (event) => this.#heard(event),
      onSnapshotNeeded: () => {
        this.#heardLately.length = 0;
        void this.#load();
      },
    });
    const { status } = this.#subscription;
    status.subscribe(() => {
      const { state } = status.getSnapshot();
      if (state === "live")
        this.#inTurn(() => {
          this.#returning = false;
          this.#look();
        });
      if (state === "refused") this.#awaitEntry();
    });
  }

  /** Whoever was put out is told on their own channel when they are let in again. */
  #awaitEntry(): void {
    this.#personal ??= this.#client.channel(`user:${this.getSnapshot().own}`).subscribe({
      onEvent: ({ data }) => {
        const { room, on } = data as { room?: string; on?: boolean };
        if (room === this.#room && on) void this.#load();
      },
    });
  }

  #heard(event: StoredEvent): void {
    this.#inTurn(async () => {
      const { room, timeline } = this.getSnapshot();
      const opened = room?.encrypted ? await this.#lock.openEvent(event, timeline.messages) : event;
      if (this.#heardLately.push(event) > MOST_HEARD) this.#heardLately.shift();
      this.#take(opened);
    });
  }

  /** What an answer tells as if it were given now. What is sealed of that opens with `#unlock`. */
  #caughtUp(answer: Partial<RoomState>, { offset }: Since): RoomState {
    return withHeard({ ...this.getSnapshot(), ...answer }, this.#heardLately, offset);
  }

  /** At once, or in an encrypted room after all that is being opened. */
  #inTurn(what: () => void | Promise<void>): void {
    if (this.getSnapshot().room?.encrypted) this.#lane = this.#lane.then(what);
    else void what();
  }

  #take(event: StoredEvent): void {
    if (event.type !== "message") {
      return this.change(withEvent(this.getSnapshot(), event));
    }
    const message = messageOf(event);
    const arrived = this.#returning ? message : { ...message, arrivedAt: Date.now() };
    this.#receipts.delivered(message.offset);
    this.change(withArrived(this.getSnapshot(), arrived, this.#isSeen(), this.#atEnd === false));
    this.#showUnsent();
    this.#look();
  }

  /** More may open than before. */
  #unlock(): void {
    this.#inTurn(async () => {
      for (const message of this.getSnapshot().timeline.messages) {
        if (!message.lock || message.lock === "broken") continue;
        const opened = await this.#lock.open(message);
        if (opened.lock === message.lock) continue;
        const { timeline } = this.getSnapshot();
        this.change({ timeline: withChanged(timeline, message.offset, () => opened) });
      }
    });
  }

  /** The messages of a page in plain, as far as they open. */
  async #readable(room: RoomSummary | undefined, messages: Message[]): Promise<Message[]> {
    if (!room?.encrypted) return messages;
    this.#lock.start();
    return this.#lock.openAll(messages);
  }

  #find(offset: number | undefined): TimelineMessage | undefined {
    return this.getSnapshot().timeline.messages.find((message) => message.offset === offset);
  }

  /** In an encrypted room only the sender can quote. */
  #quote(replyTo: number | undefined): { offset: number; text: string } | undefined {
    const quoted = this.#find(replyTo);
    return quoted && { offset: quoted.offset, text: brief(quoted.text) };
  }

  /** Shows one's own message as sent as soon as its answer says so, even before its event comes. */
  #sent(
    { clientId, replyTo, text = this.#sending.textOf(clientId) }: ChatSendParams & { clientId: string },
    { offset, at }: ChatSendResult,
  ): void {
    const from = this.#client.connection.getSnapshot().principal;
    const { timeline } = this.getSnapshot();
    if (!from || text === undefined || timeline.moreAfter) return;
    const quoted = this.#find(replyTo);
    const message: TimelineMessage = {
      offset,
      at,
      kind: "message",
      from,
      text,
      clientId,
      mentions: [],
      files: [],
      links: [],
      reactions: [],
      provisional: true,
      ...(quoted && { replyTo: { offset: quoted.offset, from: quoted.from, text: quoted.text } }),
    };
    this.change({ timeline: withMessages(timeline, [message]), unreadLine: undefined });
    this.#showUnsent();
  }

  async #page(
    where: { before?: number; after?: number; around?: number },
    joined: (timeline: Timeline, page: Timeline) => Timeline,
  ): Promise<void> {
    const goesOn = where.around === undefined;
    if (goesOn && this.getSnapshot().paging) return;
    const oldest = () => this.getSnapshot().timeline.messages[0]?.offset;
    const shown = oldest();
    this.change({ paging: true });
    try {
      const answer = await this.#client.call("chat.history", { room: this.#room, ...where });
      const messages = await this.#readable(this.getSnapshot().room, answer.messages);
      const { timeline } = this.#caughtUp({ timeline: { ...answer, messages } }, answer.position);
      // Of another part of the history meanwhile: it would leave a gap.
      if (goesOn && oldest() !== shown) return;
      this.change({ timeline: joined(this.getSnapshot().timeline, timeline), error: undefined });
      this.#unlock();
    } catch (cause) {
      this.change({ error: asFailure(cause) });
    } finally {
      this.change({ paging: false });
    }
  }

  #showOwn(): void {
    const own = this.#client.connection.getSnapshot().principal?.id;
    if (own !== undefined && own !== this.getSnapshot().own) this.change({ own });
  }

  #showUnsent(): void {
    const { unsent: before, timeline, own } = this.getSnapshot();
    const unsent = this.#sending.unsent(this.#room, timeline, own);
    if (unsent.length + before.length > 0) this.change({ unsent });
  }

  #isSeen(): boolean {
    const { moreAfter } = this.getSnapshot().timeline;
    return !!this.#atEnd && !moreAfter && isVisible() && this.isWatched && !this.#returning;
  }

  #look(): void {
    const { timeline, unseen, phase } = this.getSnapshot();
    if (!this.#isSeen() || phase !== "ready") return;
    this.#receipts.read(timeline.messages.at(-1)?.offset ?? 0);
    if (unseen > 0) this.change({ unseen: 0 });
  }
}
