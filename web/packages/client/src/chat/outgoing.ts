import type { BellhopClient } from "../client";
import type { ChatSendParams } from "../generated/protocol";
import type { OutboxEntry } from "../outbox/store";
import type { Contents } from "../sealed";
import { hold, KeptMessages, type Waiting } from "./kept";
import type { RoomLock } from "./lock";
import { connected, patiently } from "./patiently";
import type { Timeline } from "./timeline";
import { isSendTo, type UnsentMessage, unsentOf } from "./unsent";

export type Outgoing = ChatSendParams & { clientId: string; text: string };

const MOST_TEXTS = 500;

interface OnItsWay extends Waiting {
  readonly key: string;
  state: "pending" | "failed";
  /** With the way to let other tabs carry it on. */
  hold: Promise<() => void>;
}

/**
 * One's own messages on their way to the outbox. Those of an encrypted room are sealed first; what is kept in the
 * browser is never plain. Where it is not known yet what the room is, they wait for that.
 */
export class Sending {
  readonly #client: BellhopClient;
  readonly #lock: RoomLock;
  readonly #onChange: () => void;
  readonly #waiting = new Map<string, OnItsWay>();
  readonly #kept: KeptMessages;
  readonly #texts = new Map<string, string>();
  #writtenAt = 0;
  /** What was written first goes first, however long it takes to learn what the room is. */
  #lane: Promise<unknown> = Promise.resolve();

  /** @param onChange told when what waits here has changed */
  constructor(client: BellhopClient, room: string, lock: RoomLock, onChange: () => void) {
    this.#client = client;
    this.#kept = new KeptMessages(client, room);
    this.#lock = lock;
    this.#onChange = onChange;
  }

  /** @param encrypted what the room is, if that is known */
  send(params: Outgoing, encrypted: boolean | undefined, quote?: Contents["quote"]): void {
    const { clientId } = params;
    if (encrypted === false && [...this.#waiting.values()].every(({ state }) => state === "failed")) {
      // What the outbox could not take is not lost.
      return void this.#post(params).catch(
        () => this.#isQueued(clientId) || this.#wait(params, quote, "failed"),
      );
    }
    this.#wait(params, quote, "pending");
    void this.#carry(clientId, encrypted);
  }

  #wait(params: Outgoing, quote: Contents["quote"], state: OnItsWay["state"]): void {
    // What was written within a millisecond keeps its order.
    this.#writtenAt = Math.max(Date.now(), this.#writtenAt + 1);
    const waiting = { params, quote, at: this.#writtenAt };
    const { clientId } = params;
    this.#kept.put(waiting);
    this.#waiting.set(clientId, { ...waiting, key: clientId, state, hold: hold(clientId) });
    this.#onChange();
  }

  /** Goes on with what a page that is gone has left; what another tab carries is left to it. */
  async goOn(): Promise<void> {
    for (const waiting of await this.#kept.all()) {
      const { clientId } = waiting.params;
      if (!this.#waiting.has(clientId)) void this.#takeOver(clientId);
    }
  }

  /** Whether it waits here: then it is sent again. */
  retry(key: string): boolean {
    const waiting = this.#waiting.get(key);
    if (!waiting) return false;
    waiting.state = "pending";
    void this.#carry(key);
    return true;
  }

  /** Whether it waited here. */
  discard(key: string): boolean {
    const had = this.#waiting.has(key);
    this.#end(key);
    if (had) this.#onChange();
    return had;
  }

  /** What one's own sealed message says; unset if this page has not written it and not opened it yet. */
  readonly textOf = (clientId: string): string | undefined => this.#texts.get(clientId) || undefined;

  /** All of one's own messages to the room that are not committed as far as this page knows. */
  unsent(room: string, timeline: Timeline, own: string | undefined): UnsentMessage[] {
    const entries = this.#client.outbox.getSnapshot().filter(isSendTo(room));
    for (const { key, error } of entries) {
      // Sealed once more, as the outbox was not read yet, it is another message to the server, which has it already.
      if (error?.code === "idempotency_mismatch") void this.#client.outbox.discard(key);
    }
    void this.#recall(entries, own);
    const here = [...this.#waiting.values()].filter(({ params }) => !this.#isQueued(params.clientId));
    return unsentOf([...entries, ...here], timeline, this.textOf);
  }

  async #carry(clientId: string, known?: boolean): Promise<void> {
    this.#onChange();
    const waiting = this.#waiting.get(clientId);
    if (!waiting) return;
    try {
      const prepared = this.#lane.then(() => this.#prepare(waiting, known));
      this.#lane = prepared.catch(() => {});
      const params = await prepared;
      if (params) await this.#post(params);
      this.#end(clientId);
    } catch {
      if (this.#isQueued(clientId)) this.#end(clientId);
      else waiting.state = "failed";
    }
    this.#onChange();
  }

  /** What to put into the outbox; nothing if it is there already. */
  async #prepare(
    { params, quote }: Waiting,
    known: boolean | undefined,
  ): Promise<ChatSendParams | undefined> {
    await connected(this.#client);
    if (this.#isQueued(params.clientId)) return undefined;
    const encrypted = known ?? (await this.#isEncrypted(params.room));
    return encrypted ? this.#sealed(params, quote) : params;
  }

  /** Once no other tab has it: then it may be gone already. */
  async #takeOver(clientId: string): Promise<void> {
    const held = hold(clientId);
    const letGo = await held;
    const left = (await this.#kept.all()).find(({ params }) => params.clientId === clientId);
    if (!left || this.#waiting.has(clientId)) return letGo();
    this.#waiting.set(clientId, { ...left, key: clientId, state: "pending", hold: held });
    await this.#carry(clientId);
  }

  #end(clientId: string): void {
    const waiting = this.#waiting.get(clientId);
    if (!waiting) return;
    this.#waiting.delete(clientId);
    this.#kept.remove(clientId);
    void waiting.hold.then((letGo) => letGo());
  }

  #isQueued(clientId: string): boolean {
    return this.#client.outbox
      .getSnapshot()
      .some(({ params }) => (params as ChatSendParams).clientId === clientId);
  }

  async #sealed({ text, files: _, ...rest }: Outgoing, quote: Contents["quote"]): Promise<ChatSendParams> {
    const sealed = await this.#lock.seal({ text, ...(quote && { quote }) }, rest.clientId);
    this.#remember(rest.clientId, text);
    return { ...rest, sealed };
  }

  #post(params: ChatSendParams): Promise<unknown> {
    return this.#client.call("chat.send", params, { queue: true });
  }

  async #isEncrypted(room: string): Promise<boolean> {
    const open = () => this.#client.call("chat.open", { room, limit: 1 });
    return (await patiently(this.#client, open)).room.encrypted;
  }

  /** After a reload the outbox has only what was sealed. */
  async #recall(entries: readonly OutboxEntry[], own: string | undefined): Promise<void> {
    for (const { params } of entries) {
      const { clientId, sealed } = params as ChatSendParams;
      if (!sealed || !clientId || own === undefined || this.#texts.has(clientId)) continue;
      this.#remember(clientId, "");
      const text = await this.#lock.read({ sealed, clientId, from: { id: own } }).catch(() => undefined);
      if (text === undefined) continue;
      this.#remember(clientId, text);
      this.#onChange();
    }
  }

  #remember(clientId: string, text: string): void {
    this.#texts.set(clientId, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > MOST_TEXTS && oldest !== undefined) this.#texts.delete(oldest);
  }
}
