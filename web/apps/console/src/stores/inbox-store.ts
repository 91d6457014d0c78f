import {
  type BellhopClient,
  BellhopError,
  type Since,
  type StoredEvent,
  type Subscription,
} from "@bellhop/client";
import { patiently, Store } from "@bellhop/client/chat";
import {
  EMPTY_INBOX,
  type InboxState,
  keyOf,
  withAgent,
  withChanged,
  withPage,
  withRead,
} from "./inbox-state";
import type { ListName } from "./queues";
import type { Agent, Conversation } from "./shapes";

const INBOX = "desk:inbox";
const COUNT_AFTER_MILLISECONDS = 300;
/** For so long after a count, events may tell what it has counted already. */
const SETTLING_MILLISECONDS = 2_000;

/** Whoever is signed in must know of these at all times, whatever list is shown. */
const ALWAYS: readonly ListName[] = [
  { queue: "mine", team: undefined },
  { queue: "unassigned", team: undefined },
];

/**
 * The staff's inbox: pages of the queues, kept true by the events of `desk:inbox`, which are recovered after drops. Where
 * events are lost for good, everything is read anew.
 */
export class InboxStore extends Store<InboxState> {
  readonly #client: BellhopClient;
  readonly #own: string;
  readonly #shown = new Map<string, ListName>(ALWAYS.map((list) => [keyOf(list), list]));
  readonly #needed = new Set<string>();
  #running: AbortController | undefined;
  #subscription: Subscription | undefined;
  #position: Since | undefined;
  #counting: ReturnType<typeof setTimeout> | undefined;
  /** What was heard of agents since they were last asked for, by person: the answer may know less. */
  #agentsHeard = new Map<string, Agent>();
  #changes = 0;
  #countedAt = 0;

  /** @param own id of who is signed in */
  constructor(client: BellhopClient, own: string) {
    super(EMPTY_INBOX);
    this.#client = client;
    this.#own = own;
  }

  /** Reads a list's first page unless it is known, and keeps it from now on. */
  readonly show = (list: ListName): void => {
    this.#shown.set(keyOf(list), list);
    if (this.#running && !this.getSnapshot().lists.has(keyOf(list))) void this.#read(list);
  };

  /** Reads the next page of a list. */
  readonly more = (list: ListName): void => {
    const known = this.getSnapshot().lists.get(keyOf(list));
    if (!known?.reach || known.paging) return;
    const lists = new Map(this.getSnapshot().lists).set(keyOf(list), { ...known, paging: true });
    this.change({ lists });
    void this.#read(list, { at: known.reach.at, room: known.reach.room });
  };

  /** Reads one conversation unless it is known. */
  readonly need = (room: string): void => {
    const { conversations, missing } = this.getSnapshot();
    if (conversations.has(room) || missing.has(room) || this.#needed.has(room)) return;
    this.#needed.add(room);
    const ask = async () => {
      const { conversation, others } = await this.#client.call("desk.conversation", { room });
      this.change(withRead(this.getSnapshot(), [conversation, ...others]));
    };
    const refused = () => this.change({ missing: new Set(this.getSnapshot().missing).add(room) });
    void this.#patiently(ask, refused).finally(() => this.#needed.delete(room));
  };

  /** Tries again what failed. */
  readonly retry = (): void => {
    this.change({ error: undefined });
    void this.#readAll();
  };

  /** Asks for the agents with their loads, which no event tells. */
  readonly askAgents = (): void => {
    void this.#patiently(async () => {
      this.#agentsHeard.clear();
      const { agents } = await this.#client.call("desk.agents", {});
      this.change({
        agents: new Map([...agents.map((agent) => [agent.person.id, agent] as const), ...this.#agentsHeard]),
      });
    });
  };

  protected start(): void {
    this.#running = new AbortController();
    void this.#begin(this.#running.signal);
  }

  protected stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    clearTimeout(this.#counting);
    this.#counting = undefined;
    this.#position = this.#subscription?.position ?? this.#position;
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
  }

  async #begin(signal: AbortSignal): Promise<void> {
    if (!this.#position) {
      await this.#patiently(async () => {
        const { epoch, offset } = await this.#client.call("position", { channel: INBOX });
        this.#position = { epoch, offset };
      });
    }
    if (signal.aborted || !this.#position) return;
    this.#subscription = this.#client.channel(INBOX).subscribe({
      since: this.#position,
      onEvent: (event) => this.#heard(event),
      onSnapshotNeeded: () => this.#startOver(),
    });
    await this.#readAll();
  }

  #startOver(): void {
    this.change({ conversations: new Map(), lists: new Map(), counts: undefined });
    void this.#readAll();
  }

  async #readAll(): Promise<void> {
    const { lists } = this.getSnapshot();
    const missing = [...this.#shown].filter(([key]) => !lists.has(key)).map(([, list]) => list);
    this.#count();
    this.askAgents();
    await Promise.all(missing.map((list) => this.#read(list)));
  }

  #read(list: ListName, before?: { at: string; room: string }): Promise<void> {
    return this.#patiently(async () => {
      const { conversations, more } = await this.#client.call("desk.conversations", {
        queue: list.queue,
        ...(list.team !== undefined && { team: list.team }),
        ...(before && { before }),
      });
      this.change({ ...withPage(this.getSnapshot(), list, conversations, more), error: undefined });
    });
  }

  #heard({ type, data }: StoredEvent): void {
    if (type === "agent") return this.#heardOf(data as Agent);
    if (type !== "conversation") return;
    const changed = data as Conversation;
    const known = this.getSnapshot().conversations.get(changed.room);
    this.change(withChanged(this.getSnapshot(), changed, this.#own));
    this.#changes += 1;
    if (!known || this.#counting !== undefined || this.#isSettling) this.#count();
  }

  #heardOf(agent: Agent): void {
    this.#agentsHeard.set(agent.person.id, agent);
    this.change(withAgent(this.getSnapshot(), agent));
  }

  get #isSettling(): boolean {
    return Date.now() - this.#countedAt < SETTLING_MILLISECONDS;
  }

  /** Counts at the server what the events alone cannot tell; once more if something changed meanwhile. */
  #count(): void {
    this.#counting ??= setTimeout(
      async () => {
        const before = this.#changes;
        await this.#patiently(async () => {
          const counts = await this.#client.call("desk.counts", {});
          this.change({ counts });
          this.#countedAt = Date.now();
        });
        this.#counting = undefined;
        if (this.#running && before !== this.#changes) this.#count();
      },
      this.getSnapshot().counts ? COUNT_AFTER_MILLISECONDS : 0,
    );
  }

  /** Does it until it works, the store stops, or trying again does not help. */
  async #patiently(
    what: () => Promise<void>,
    refused = (error: BellhopError) => this.change({ error }),
  ): Promise<void> {
    const signal = this.#running?.signal;
    if (!signal) return;
    try {
      await patiently(this.#client, what, signal);
    } catch (cause) {
      const error = cause instanceof BellhopError ? cause : new BellhopError("internal", String(cause));
      if (!signal.aborted) refused(error);
    }
  }
}
