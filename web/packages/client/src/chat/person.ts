import type { BellhopClient } from "../client";
import type { Shown } from "../generated/protocol";
import type { Subscription } from "../subscription";
import { patiently } from "./patiently";
import { Store } from "./store";

export type PersonStatus = Shown;

export interface PersonState {
  /** What others see of somebody; `undefined` until known, and of people whom one may not see. */
  readonly status: PersonStatus | undefined;
}

const GATHER_MILLISECONDS = 20;
const MOST_PEOPLE = 200;

/** Asks for the statuses of many people at once: a list of colleagues is one question. */
export class Statuses {
  readonly #client: BellhopClient;
  readonly #wanted = new Map<string, ((status: PersonStatus | undefined) => void)[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: BellhopClient) {
    this.#client = client;
  }

  /** Tells once, unless the server cannot be asked any more. */
  ask(person: string, told: (status: PersonStatus | undefined) => void): void {
    this.#wanted.set(person, [...(this.#wanted.get(person) ?? []), told]);
    this.#askIn(GATHER_MILLISECONDS);
  }

  #askIn(milliseconds: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#askAll().catch(() => {});
    }, milliseconds);
  }

  async #askAll(): Promise<void> {
    const page = [...this.#wanted].slice(0, MOST_PEOPLE);
    for (const [person] of page) this.#wanted.delete(person);
    if (this.#wanted.size > 0) this.#askIn(0);
    const ask = () => this.#client.call("presence.of", { people: page.map(([person]) => person) });
    const { people } = await patiently(this.#client, ask);
    const found = new Map(people.map((status) => [status.person, status]));
    for (const [person, listeners] of page) for (const told of listeners) told(found.get(person));
  }
}

/** One person's status, live. */
export class PersonStore extends Store<PersonState> {
  readonly #client: BellhopClient;
  readonly #statuses: Statuses;
  readonly #person: string;
  #subscription: Subscription | undefined;
  #stopConnection: (() => void) | undefined;
  #isUp = false;
  #heard = false;

  constructor(client: BellhopClient, statuses: Statuses, person: string) {
    super({ status: undefined });
    this.#client = client;
    this.#statuses = statuses;
    this.#person = person;
  }

  protected start(): void {
    this.#subscription = this.#client.channel(`person:${this.#person}`).subscribe({
      onSignal: ({ type, data }) => {
        if (type !== "status") return;
        this.#heard = true;
        this.change({ status: data as PersonStatus });
      },
    });
    this.#stopConnection = this.#client.on("connection", () => this.#look());
    this.#look();
  }

  protected stop(): void {
    this.#subscription?.unsubscribe();
    this.#stopConnection?.();
    this.#isUp = false;
  }

  /** Signals are not kept: after each drop it is asked for again. What a signal tells meanwhile is newer. */
  #look(): void {
    const wasUp = this.#isUp;
    this.#isUp = this.#client.connection.getSnapshot().state === "connected";
    if (wasUp || !this.#isUp) return;
    this.#heard = false;
    this.#statuses.ask(this.#person, (status) => {
      if (status && !this.#heard && this.isWatched) this.change({ status });
    });
  }
}
