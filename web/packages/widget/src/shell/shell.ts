import {
  type BellhopClient,
  type Committed,
  createClient,
  type Methods,
  type Readable,
  readClaims,
  type TokenProvider,
} from "@bellhop/client";
import { forgetDrafts, writeDraft } from "@bellhop/ui/draft";
import { FirstMessages } from "./first";
import { Memory, type View } from "./memory";
import type { WidgetOptions } from "./options";
import { until } from "./until";
import { tokenOf } from "./visitor";

export interface ShellState {
  readonly isOpen: boolean;
  /** Whether it was opened by somebody who wants to go on there. */
  readonly takesFocus: boolean;
  readonly view: View;
  /** What the visitor began with, until the outbox has it. */
  readonly start: Pending | undefined;
  /** Made when the visitor opens the chat or has written before; until then nothing is asked of the server. */
  readonly client: BellhopClient | undefined;
  /** Counts the clients: another one is another visitor, or another start. */
  readonly visit: number;
}

/** What a conversation begins with. */
export type Start = Methods["desk.start"]["params"] & { clientId: string };

/** A beginning that would not outlive the page: its text stays a draft for so long. */
export interface Pending extends Start {
  /** Nothing keeps it, so it has to be sent again from the form. */
  readonly failed?: boolean;
}

/** The widget apart from how it looks: whether it is open, what it shows, and whose connection it has. */
export class Shell implements Readable<ShellState> {
  #options: WidgetOptions;
  readonly #memory: Memory;
  readonly #listeners = new Set<() => void>();
  readonly #firstMessages = new FirstMessages();
  #state: ShellState;
  #stopFollowing: (() => void) | undefined;
  /** Whose token was the last one. */
  #owner: string | undefined;

  constructor(options: WidgetOptions) {
    this.#options = options;
    this.#memory = new Memory(options.site, options.server);
    const { open = false, view = { name: "home" } } = this.#memory.read();
    this.#state = {
      isOpen: options.mode === "embedded" || open,
      view,
      start: undefined,
      client: undefined,
      takesFocus: false,
      visit: 0,
    };
  }

  get options(): WidgetOptions {
    return this.#options;
  }

  readonly getSnapshot = (): ShellState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Begins in the browser: connects at once if the chat shows, or if an answer may wait. */
  start(): void {
    if (this.#state.isOpen || this.#memory.read().wrote) this.#connect();
  }

  /** Stops; `start` goes on. The provider that has the client closes it. */
  stop(): void {
    this.#stopFollowing?.();
    this.#lost(this.#state.start);
    this.#change({ client: undefined });
  }

  readonly open = (takesFocus = false): void => {
    this.#connect();
    this.#change({ isOpen: true, takesFocus });
    this.#memory.write({ open: true });
  };

  readonly close = (): void => {
    if (this.#options.mode === "embedded") return;
    this.#change({ isOpen: false });
    this.#memory.write({ open: false });
  };

  readonly show = (wanted: View): void => {
    const { start } = this.#state;
    const isPending = start && !start.failed;
    const view: View = isPending && wanted.name === "form" ? { name: "starting" } : wanted;
    this.#change({ view });
    this.#memory.write({ view: isPending && view.name === "starting" ? { name: "form" } : view });
  };

  /** Begins a conversation; in an encrypted one the text goes to nobody before it is sealed. */
  readonly begin = (start: Start): void => {
    const { client } = this.#state;
    const { text, ...params } = start;
    this.#change({ start });
    if (params.encrypted && text && client) this.#firstMessages.keep(client, params.clientId, text);
    if (params.email) this.#memory.write({ email: params.email });
    const sent = params.encrypted || !text ? params : { ...params, text };
    client?.call("desk.start", sent, { queue: true }).then(
      () => this.#kept(start.clientId),
      () => this.#lost(start),
    );
  };

  /** Names the draft of what the next conversation begins with. */
  get draft(): string {
    return `new ${this.#options.site}`;
  }

  /** The address that the visitor gave last. */
  get email(): string | undefined {
    return this.#memory.read().email;
  }

  /**
   * From now on the visitor is the customer whose token this is, and has what they had as a guest. Another token of the same
   * customer takes the place of the old one, and nothing else changes.
   */
  readonly identify = (token: TokenProvider | string): void => {
    const provider = typeof token === "string" ? () => token : token;
    this.#options = { ...this.#options, token: provider };
    const { client } = this.#state;
    const owner = typeof token === "string" ? ownerOf(token) : undefined;
    const isSame = owner !== undefined && owner === this.#owner;
    if (isSame && client?.connection.getSnapshot().state !== "failed") return;
    this.stop();
    this.#owner = owner;
    const { view } = this.#state;
    if (!isSame) this.show({ name: "home" });
    if (client) this.#connect(view);
  };

  /** Forgets the visitor: for example after signing out. */
  readonly shutdown = (): void => {
    this.stop();
    this.#owner = undefined;
    this.#options = { ...this.#options, token: undefined };
    this.#memory.forget();
    forgetDrafts();
    this.#change({ isOpen: this.#options.mode === "embedded", view: { name: "home" }, start: undefined });
    this.start();
  };

  /** @param before what a guest was shown, who has just signed in */
  #connect(before?: View): void {
    if (this.#state.client) return;
    const { server, site } = this.#options;
    const token = async () => {
      const given = await tokenOf(this.#options, this.#memory);
      if (client === this.#state.client) this.#owner = ownerOf(given);
      return given;
    };
    const client = createClient({ url: server, site, token });
    const stops = [
      client.on("committed", (committed) => this.#begun(client, committed)),
      client.on("outbox", (entries) => {
        for (const { params } of entries) this.#kept((params as Partial<Start>).clientId);
      }),
    ];
    this.#stopFollowing = () => {
      for (const stop of stops) stop();
    };
    this.#change({ client, visit: this.#state.visit + 1 });
    if (this.#options.token && this.#memory.read().guest) void this.#adopt(client, before).catch(() => {});
  }

  #begun(client: BellhopClient, { entry, result }: Committed): void {
    if (entry.method !== "desk.start") return;
    this.#memory.write({ wrote: true });
    const { room } = result as { room: string };
    void this.#firstMessages.send(client, room, (entry.params as Start).clientId);
    if (this.#state.view.name === "starting") this.show({ name: "room", room });
  }

  /** From now on the outbox has the first message, over reloads too. */
  #kept(clientId: string | undefined): void {
    const { start, view } = this.#state;
    if (!start || start.clientId !== clientId) return;
    this.#change({ start: undefined });
    writeDraft(this.draft, "", false);
    this.show(view);
  }

  #lost(start: Pending | undefined): void {
    if (!start || start !== this.#state.start) return;
    this.#change({ start: { ...start, failed: true } });
    if (this.#state.view.name === "starting") this.show({ name: "form" });
  }

  /** Where the guest was goes on, unless the customer has gone elsewhere meanwhile. */
  async #adopt(client: BellhopClient, before: View | undefined): Promise<void> {
    // What is loaded needs a network, too.
    await until(client, "connected");
    const { adopt } = await import("./adopt");
    const sent = await adopt(client, this.#memory);
    if (!sent || this.#state.client !== client) return;
    if (before && before.name !== "form" && this.#state.view.name === "home") this.show(before);
    for (const committed of sent) this.#begun(client, committed);
  }

  #change(change: Partial<ShellState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

/** `undefined` if the token does not tell. */
function ownerOf(token: string): string | undefined {
  const { aud, sub } = readClaims(token);
  return sub && `${aud} ${sub}`;
}
