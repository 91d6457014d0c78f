import { IDLE } from "../connection";
import { Exchange } from "../exchange";
import { identifier } from "../identifier";
import type { Command, Link, LinkHandlers, OutboxNote, Reply } from "../link";
import type { Settings } from "../options";
import { isVisible, onPage } from "../page";
import type { LinkStatus } from "../status";
import type { Tokens } from "../tokens";
import { Leadership, type Locks } from "./leadership";
import type { TabNote } from "./notes";

const ANSWER_MILLISECONDS = 3_000;
const DOUBT_MILLISECONDS = 15_000;

/**
 * The connection that all tabs share. The tab with the lock leads: it owns the connection and serves the others
 * over a `BroadcastChannel`. When it closes, the lock passes on. A leader that is frozen steps down if the browser
 * warns it; if not, a visible tab that gets no answer takes the lock.
 */
export class TabsLink implements Link {
  readonly #name: string;
  readonly #settings: Settings;
  readonly #tokens: Tokens;
  readonly #handlers: LinkHandlers;
  readonly #locks: Locks;
  readonly #own = identifier();
  readonly #leadership: Leadership;
  #channel: BroadcastChannel | undefined;
  #exchange: Exchange | undefined;
  #guests = new Map<string, AbortController>();
  /** Of the leader that this tab follows, or its own while it leads. */
  #rank = 0;
  #status = IDLE;
  #heardAt = 0;
  #session: string | undefined;
  #stop: AbortController | undefined;
  #doubt: ReturnType<typeof setTimeout> | undefined;
  #rounds: ReturnType<typeof setInterval> | undefined;

  constructor(name: string, locks: Locks, settings: Settings, tokens: Tokens, handlers: LinkHandlers) {
    this.#name = name;
    this.#locks = locks;
    this.#settings = settings;
    this.#tokens = tokens;
    this.#handlers = handlers;
    this.#leadership = new Leadership(locks, name, (leads) => (leads ? this.#lead() : this.#follow()));
  }

  get leads(): boolean {
    return this.#leadership.leads;
  }

  start(): void {
    if (this.#stop) return;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }: { data: TabNote }) => this.#note(data);
    void this.#appear(signal);
    this.#rounds = setInterval(() => this.#ask(), DOUBT_MILLISECONDS);
    this.#watchPage(signal);
  }

  stop(): void {
    if (!this.#stop) return;
    this.#stop.abort();
    this.#stop = undefined;
    clearInterval(this.#rounds);
    this.#believe();
    this.#post({ kind: "bye", from: this.#own });
    this.#leadership.leave();
    this.#channel?.close();
    this.#channel = undefined;
  }

  send(command: Command): void {
    if (this.#exchange) return this.#exchange.command(this.#own, command);
    const { term } = this.#status;
    if (!term) return;
    this.#post({ kind: "command", from: this.#own, term, command });
    if (Date.now() - this.#heardAt > ANSWER_MILLISECONDS) this.#ask();
  }

  announce(note?: OutboxNote): void {
    this.#post({ kind: "outbox", note });
    this.#handlers.outbox(note);
  }

  #lead(): void {
    this.#believe();
    this.#rank = Date.now();
    const exchange = new Exchange(this.#settings, this.#tokens, (status) => this.#tell(status));
    this.#exchange = exchange;
    exchange.switchboard.attach(this.#own, (reply) => this.#handlers.reply(reply));
    exchange.connection.goOnFrom(this.#status, this.#session);
    exchange.connection.start();
    this.#handlers.outbox();
  }

  #follow(): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    for (const guest of this.#guests.values()) guest.abort();
    this.#guests.clear();
    this.#rank = 0;
    exchange?.connection.stop();
    this.#ask();
  }

  #tell(status: LinkStatus): void {
    if (this.#exchange) this.#publish(this.#exchange, status);
    this.#show(status);
  }

  #publish(exchange: Exchange, status: LinkStatus): void {
    const { session } = exchange.connection;
    this.#post({ kind: "lead", rank: this.#rank, session, status });
  }

  #show(status: LinkStatus): void {
    this.#status = status;
    this.#handlers.status(status);
  }

  #note(note: TabNote): void {
    this.#heardAt = Date.now();
    if (note.kind === "outbox") this.#handlers.outbox(note.note);
    else if (note.kind === "reply") {
      if (note.to === this.#own) this.#handlers.reply(note.reply);
    } else if (note.kind === "lead") this.#hear(note);
    else if (this.#exchange) this.#serve(this.#exchange, note);
  }

  #hear({ rank, session, status }: Extract<TabNote, { kind: "lead" }>): void {
    if (this.#exchange || rank < this.#rank) return;
    this.#believe();
    this.#rank = rank;
    this.#session = session ?? this.#session;
    this.#show(status);
  }

  #serve(exchange: Exchange, note: Extract<TabNote, { kind: "hello" | "bye" | "command" }>): void {
    const { from } = note;
    if (note.kind === "bye") return this.#dismiss(from);
    this.#admit(exchange, from);
    if (note.kind === "hello") return this.#publish(exchange, exchange.connection.status);
    if (note.term === exchange.connection.status.term) exchange.command(from, note.command);
  }

  /** A tab that comes, or comes again, wants a connection that has failed tried once more. */
  #admit(exchange: Exchange, tab: string): void {
    if (this.#guests.has(tab)) return;
    exchange.connection.start();
    const watch = new AbortController();
    this.#guests.set(tab, watch);
    exchange.switchboard.attach(tab, (reply: Reply) => this.#post({ kind: "reply", to: tab, reply }));
    this.#locks
      .request(this.#lockOf(tab), { signal: watch.signal }, () => this.#dismiss(tab))
      .catch(() => {});
  }

  #dismiss(tab: string): void {
    this.#guests.get(tab)?.abort();
    this.#guests.delete(tab);
    this.#exchange?.switchboard.detach(tab);
  }

  /**
   * Holds a lock as long as this tab lives, so that the leader knows when it is gone. The leader must not hear of the
   * tab before: it would take the lock and think the tab gone.
   */
  async #appear(signal: AbortSignal): Promise<void> {
    await this.#locks.request(this.#lockOf(this.#own), async () => {
      if (signal.aborted) return;
      this.#return();
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    });
  }

  #lockOf(tab: string): string {
    return `${this.#name}/${tab}`;
  }

  /** Asks for a word of the leader; if none comes and somebody looks at this tab, it leads from then on. */
  #ask(): void {
    if (this.leads || !this.#stop || this.#doubt !== undefined) return;
    this.#post({ kind: "hello", from: this.#own });
    this.#doubt = setTimeout(() => {
      this.#doubt = undefined;
      if (this.#stop && !this.leads && isVisible()) this.#leadership.steal();
    }, ANSWER_MILLISECONDS);
  }

  #believe(): void {
    clearTimeout(this.#doubt);
    this.#doubt = undefined;
  }

  /** Another tab leads while the browser freezes this page or is about to close it. */
  #watchPage(signal: AbortSignal): void {
    onPage("visibilitychange", () => isVisible() && this.#ask(), signal);
    for (const type of ["freeze", "pagehide"]) onPage(type, () => this.#leadership.leave(), signal);
    for (const type of ["resume", "pageshow"]) onPage(type, () => this.#return(), signal);
  }

  #return(): void {
    this.#leadership.enter();
    this.#ask();
  }

  #post(note: TabNote): void {
    this.#channel?.postMessage(note);
  }
}
