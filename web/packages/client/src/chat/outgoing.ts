import type { BellhopClient } from "../client";
import type { ChatSendParams } from "../generated/protocol";
import type { OutboxEntry } from "../outbox/store";
import { repeat } from "../repeat";
import type { Contents } from "../sealed";
import type { RoomLock } from "./lock";
import type { Timeline } from "./timeline";
import { isSendTo, type UnsentMessage, unsentOf } from "./unsent";

export type Outgoing = ChatSendParams & { clientId: string; text: string };

const MOST_TEXTS = 500;

/**
 * One's own messages on their way to the outbox. Those of an encrypted room are sealed first, and stay in memory until
 * then: what is kept in the browser is never plain. Where it is not known yet what the room is, they wait for that.
 */
export class Sending {
  readonly #client: BellhopClient;
  readonly #lock: RoomLock;
  readonly #onChange: () => void;
  readonly #waiting = new Map<string, { params: Outgoing; quote: Contents["quote"]; shown: UnsentMessage }>();
  readonly #texts = new Map<string, string>();

  /** @param onChange told when what waits here has changed */
  constructor(client: BellhopClient, lock: RoomLock, onChange: () => void) {
    this.#client = client;
    this.#lock = lock;
    this.#onChange = onChange;
  }

  /** @param encrypted what the room is, if that is known */
  send(params: Outgoing, encrypted: boolean | undefined, quote?: Contents["quote"]): void {
    if (encrypted === false) return void this.#post(params).catch(() => {});
    const { clientId, text, replyTo } = params;
    const shown = { key: clientId, text, at: Date.now(), failed: false, replyTo, files: [] };
    this.#waiting.set(clientId, { params, quote, shown });
    void this.#carry(clientId, encrypted);
  }

  /** Whether it waits here: then it is sent again. */
  retry(key: string): boolean {
    const waiting = this.#waiting.get(key);
    if (!waiting) return false;
    waiting.shown = { ...waiting.shown, failed: false };
    void this.#carry(key, undefined);
    return true;
  }

  /** Whether it waited here. */
  discard(key: string): boolean {
    const had = this.#waiting.delete(key);
    if (had) this.#onChange();
    return had;
  }

  /** What one's own sealed message says; unset if this page has not written it and not opened it yet. */
  textOf(clientId: string): string | undefined {
    return this.#texts.get(clientId) || undefined;
  }

  /** All of one's own messages to the room that are not committed as far as this page knows. */
  unsent(room: string, timeline: Timeline, own: string | undefined): UnsentMessage[] {
    const entries = this.#client.outbox.getSnapshot().filter(isSendTo(room));
    const kept = new Set(entries.map(({ params }) => params.clientId));
    const arrived = new Set(timeline.messages.map(({ clientId }) => clientId));
    const stored = unsentOf(entries, room, timeline, (clientId) => this.textOf(clientId));
    void this.#recall(entries, own);
    const here = [...this.#waiting].filter(([clientId]) => !kept.has(clientId) && !arrived.has(clientId));
    return [...stored, ...here.map(([, { shown }]) => shown)];
  }

  async #carry(clientId: string, known: boolean | undefined): Promise<void> {
    this.#onChange();
    const waiting = this.#waiting.get(clientId);
    if (!waiting) return;
    const { params, quote } = waiting;
    try {
      await connected(this.#client);
      const encrypted = known ?? (await this.#isEncrypted(params.room));
      await this.#post(encrypted ? await this.#sealed(params, quote) : params);
      this.#waiting.delete(clientId);
    } catch {
      const isKept = this.#client.outbox.getSnapshot().some(({ params: kept }) => isOf(kept, clientId));
      if (isKept) this.#waiting.delete(clientId);
      else waiting.shown = { ...waiting.shown, failed: true };
    }
    this.#onChange();
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
    return (await repeat(open, this.#client.options.random ?? Math.random)).room.encrypted;
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

function isOf(params: unknown, clientId: string): boolean {
  return (params as { clientId?: unknown }).clientId === clientId;
}

function connected(client: BellhopClient): Promise<void> {
  const isUp = () => client.connection.getSnapshot().state === "connected";
  if (isUp()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = client.on("connection", () => {
      if (!isUp()) return;
      stop();
      resolve();
    });
  });
}
