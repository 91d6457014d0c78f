import {
  type BellhopClient,
  createClient,
  type Methods,
  type Readable,
  type TokenProvider,
} from "@bellhop/client";
import { chatOf } from "@bellhop/client/chat";
import { Memory, type View } from "./memory";
import type { WidgetOptions } from "./options";
import { tokenOf } from "./visitor";

export interface ShellState {
  readonly isOpen: boolean;
  /** Whether it was opened by somebody who wants to go on there. */
  readonly takesFocus: boolean;
  readonly view: View;
  /** Made when the visitor opens the chat or has written before; until then nothing is asked of the server. */
  readonly client: BellhopClient | undefined;
  /** Counts the clients: another one is another visitor, or another start. */
  readonly visit: number;
}

/** What a conversation begins with. */
export type Start = Methods["desk.start"]["params"] & { clientId: string };

/** The widget apart from how it looks: whether it is open, what it shows, and whose connection it has. */
export class Shell implements Readable<ShellState> {
  #options: WidgetOptions;
  readonly #memory: Memory;
  readonly #listeners = new Set<() => void>();
  /** First messages of encrypted conversations by client id: sealed, and only then sent, once there is a room. */
  readonly #firstMessages = new Map<string, string>();
  #state: ShellState;
  #stopFollowing: (() => void) | undefined;

  constructor(options: WidgetOptions) {
    this.#options = options;
    this.#memory = new Memory(options.site, options.server);
    const { open = false, view = { name: "home" } } = this.#memory.read();
    this.#state = {
      isOpen: options.mode === "embedded" || open,
      view,
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

  readonly show = (view: View): void => {
    this.#change({ view });
    this.#memory.write({ view });
  };

  /** Begins a conversation; in an encrypted one the text goes to nobody before it is sealed. */
  readonly begin = ({ text, ...params }: Start): void => {
    if (params.encrypted && text) this.#firstMessages.set(params.clientId, text);
    const sent = params.encrypted || !text ? params : { ...params, text };
    this.#state.client?.call("desk.start", sent, { queue: true }).catch(() => {});
  };

  /** From now on the visitor is the customer whose token this is. */
  readonly identify = (token: TokenProvider): void => {
    this.#options = { ...this.#options, token };
    const wasConnected = this.#state.client !== undefined;
    this.stop();
    this.show({ name: "home" });
    if (wasConnected) this.#connect();
  };

  /** Forgets the visitor: for example after signing out. */
  readonly shutdown = (): void => {
    this.stop();
    this.#options = { ...this.#options, token: undefined };
    this.#memory.forget();
    this.#change({ isOpen: this.#options.mode === "embedded", view: { name: "home" } });
    this.start();
  };

  #connect(): void {
    if (this.#state.client) return;
    const { server, site } = this.#options;
    const client = createClient({ url: server, site, token: () => tokenOf(this.#options, this.#memory) });
    this.#stopFollowing = client.on("committed", ({ entry, result }) => {
      if (entry.method !== "desk.start") return;
      this.#memory.write({ wrote: true });
      const { room } = result as { room: string };
      this.#sendFirst(client, room, (entry.params as Start).clientId);
      if (this.#state.view.name === "starting") this.show({ name: "room", room });
    });
    this.#change({ client, visit: this.#state.visit + 1 });
  }

  #sendFirst(client: BellhopClient, room: string, clientId: string): void {
    const text = this.#firstMessages.get(clientId);
    this.#firstMessages.delete(clientId);
    if (text) chatOf(client).room(room).send(text);
  }

  #change(change: Partial<ShellState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
