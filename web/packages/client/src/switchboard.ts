import type { ErrorCode } from "./generated/protocol";
import type { Command, Reply } from "./link";
import {
  type Incoming,
  isNotice,
  type Notice,
  type Since,
  type SubscribeAnswer,
  type WireAnswer,
  type WireError,
  type WireRequest,
} from "./wire";

type Subscribe = Extract<Command, { do: "subscribe" }>;
type Deliver = (reply: Reply) => void;

/** One channel on the wire, and who of the tabs hears it. */
interface Shared {
  filter: string | undefined;
  presence: boolean;
  /** Subscription ids, each with its tab. */
  readonly members: Map<string, string>;
  /** Up to where every member was served. */
  position: Since | undefined;
  state: "new" | "asking" | "live";
  /** Ids of the members whom the answer that is due will serve. */
  asked: string[];
  /** A member came meanwhile whom it will not serve. */
  again: boolean;
}

/**
 * Joins the tabs to one connection. Each channel is subscribed once, from the oldest position that a member needs;
 * members skip what they know. Nothing is remembered beyond the connection: on the next one the tabs ask again.
 */
export class Switchboard {
  readonly #send: (request: WireRequest) => void;
  readonly #tabs = new Map<string, Deliver>();
  readonly #answers = new Map<number, (answer: WireAnswer) => void>();
  readonly #channels = new Map<string, Shared>();
  #requests = 0;

  constructor(send: (request: WireRequest) => void) {
    this.#send = send;
  }

  attach(tab: string, deliver: Deliver): void {
    this.#tabs.set(tab, deliver);
  }

  detach(tab: string): void {
    this.#tabs.delete(tab);
    for (const [channel, { members }] of this.#channels) {
      for (const [id, owner] of members) if (owner === tab) this.#leave(channel, id);
    }
  }

  /** The connection is gone, and with it all that was asked over it. */
  reset(): void {
    this.#answers.clear();
    this.#channels.clear();
  }

  command(tab: string, command: Command): void {
    if (command.do === "call") this.#call(tab, command);
    else if (command.do === "subscribe") this.#join(tab, command);
    else if (command.do === "unsubscribe") this.#leave(command.channel, command.id);
  }

  message(message: Incoming): void {
    if (isNotice(message)) return this.#notice(message);
    const onAnswer = this.#answers.get(Number(message.id));
    this.#answers.delete(Number(message.id));
    onAnswer?.(message);
  }

  #call(tab: string, { id, method, params, key }: Extract<Command, { do: "call" }>): void {
    this.#request(method, params, key, ({ result, error }) =>
      this.#tabs.get(tab)?.({ re: "answer", id, result, error }),
    );
  }

  #unsubscribe(channel: string): void {
    this.#channels.delete(channel);
    this.#request("unsubscribe", { channel }, undefined, () => {});
  }

  #request(
    method: string,
    params: unknown,
    key: string | undefined,
    onAnswer: (answer: WireAnswer) => void,
  ): void {
    const id = ++this.#requests;
    this.#answers.set(id, onAnswer);
    this.#send({ id, method, params, key });
  }

  #join(tab: string, { id, channel, filter, presence, since }: Subscribe): void {
    let shared = this.#channels.get(channel);
    const isOther = shared && shared.filter !== filter;
    if (shared && isOther && shared.members.size === 0) shared.filter = filter;
    else if (isOther) {
      const error = refusal("already_subscribed", "Open with another filter");
      return this.#tabs.get(tab)?.({ re: "refused", channel, ids: [id], error });
    }
    shared ??= {
      filter,
      presence,
      members: new Map(),
      position: undefined,
      state: "new",
      asked: [],
      again: false,
    };
    const isServed = !isOther && !since && (shared.presence || !presence);
    shared.members.set(id, tab);
    shared.presence ||= presence;
    shared.position = older(shared.position, since);
    if (shared.state !== "asking") this.#ask(channel, shared);
    // From now on is from the question on its way: what is asked after it may rely on it.
    else if (isServed) shared.asked.push(id);
    else shared.again = true;
  }

  #leave(channel: string, id: string): void {
    const shared = this.#channels.get(channel);
    if (!shared?.members.delete(id) || shared.members.size > 0 || shared.state === "asking") return;
    this.#unsubscribe(channel);
  }

  /** While an answer is due, events of the channel are of the subscription before, and come again by the replay. */
  #ask(channel: string, shared: Shared): void {
    if (shared.state === "live") this.#unsubscribe(channel);
    this.#channels.set(channel, shared);
    shared.asked = [...shared.members.keys()];
    const { filter, presence, position: since } = shared;
    shared.state = "asking";
    shared.again = false;
    this.#request("subscribe", { channel, since, filter, presence }, undefined, (answer) =>
      this.#asked(channel, shared, since, answer),
    );
  }

  #asked(channel: string, shared: Shared, since: Since | undefined, { result, error }: WireAnswer): void {
    if (error) {
      this.#channels.delete(channel);
      this.#tell(shared, (own) => ({ re: "refused", channel, ids: own, error }));
      return;
    }
    const answer = result as SubscribeAnswer;
    const { epoch, recovered } = answer;
    shared.state = "live";
    const served = { epoch, offset: recovered && since ? since.offset : answer.offset };
    shared.position = shared.again ? older(served, shared.position) : served;
    this.#tell(shared, (own) => ({ re: "subscribed", channel, ids: own, since, answer }), shared.asked);
    if (shared.again) this.#ask(channel, shared);
    else if (shared.members.size === 0) this.#unsubscribe(channel);
  }

  #notice(notice: Notice): void {
    if (notice.method === "ping" || notice.method === "disconnect") return;
    const { channel } = notice.params;
    const shared = this.#channels.get(channel);
    if (shared?.state !== "live") return;
    if (notice.method === "unsubscribed") {
      const { code, message } = notice.params;
      // The server lost count, not the right: it says from where to go on.
      if (code === "unavailable") {
        shared.state = "new";
        return this.#ask(channel, shared);
      }
      this.#channels.delete(channel);
      const error = refusal(code, message);
      this.#tell(shared, (ids) => ({ re: "refused", channel, ids, error }));
    } else if (notice.method === "events") {
      const { events } = notice.params;
      for (const { offset } of events) advance(shared, offset);
      this.#tell(shared, () => ({ re: "events", channel, events }));
    } else {
      const { offset } = notice.params;
      advance(shared, offset);
      this.#tell(shared, () => ({ re: "synced", channel, offset }));
    }
  }

  /** Tells each tab that has one of these members, once. */
  #tell(shared: Shared, reply: (own: string[]) => Reply, ids = [...shared.members.keys()]): void {
    const byTab = new Map<string, string[]>();
    for (const id of ids) {
      const tab = shared.members.get(id);
      if (tab !== undefined) byTab.set(tab, [...(byTab.get(tab) ?? []), id]);
    }
    for (const [tab, own] of byTab) this.#tabs.get(tab)?.(reply(own));
  }
}

function refusal(code: ErrorCode, message: string): WireError {
  return { code: 0, message, data: { code, retry: false } };
}

function advance(shared: Shared, offset = 0): void {
  if (shared.position && offset > shared.position.offset) {
    shared.position = { ...shared.position, offset };
  }
}

/** The position from which both are served. Of different epochs the first counts: the second is lost anyway. */
function older(known: Since | undefined, other: Since | undefined): Since | undefined {
  if (!known || !other) return known ?? other;
  if (known.epoch && other.epoch && known.epoch !== other.epoch) return known;
  const { offset } = known.offset <= other.offset ? known : other;
  return { epoch: known.epoch ?? other.epoch, offset };
}
