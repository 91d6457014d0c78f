import type { BellhopClient } from "../client";
import type { Contents, Vault } from "../sealed";
import type { Outgoing } from "./outgoing";

/** A message that waits to be sealed. */
export interface Waiting {
  params: Outgoing;
  quote: Contents["quote"];
  /** Milliseconds since 1970. */
  at: number;
}

/**
 * One's own messages to a room that is or may be encrypted, over reloads, until they are sealed and in the outbox. What
 * it takes is loaded when first needed; where the browser cannot keep them, they are as good as in memory only.
 */
export class KeptMessages {
  readonly #client: BellhopClient;
  readonly #room: string;
  /** So that nothing is forgotten before it was kept. */
  #lane: Promise<unknown> = Promise.resolve();

  constructor(client: BellhopClient, room: string) {
    this.#client = client;
    this.#room = room;
  }

  put(waiting: Waiting): void {
    mark(this.#room, true);
    void this.#inTurn((vault) => vault.put(this.#name(waiting.params.clientId), waiting));
  }

  remove(clientId: string): void {
    void this.#inTurn(async (vault) => {
      await vault.take(this.#name(clientId));
      if ((await vault.all(this.#name(""))).size === 0) mark(this.#room, false);
    });
  }

  /** What waits, the oldest first; asks for nothing where nothing does. */
  async all(): Promise<Waiting[]> {
    if (!isMarked(this.#room)) return [];
    const kept = await this.#inTurn((vault) => vault.all<Waiting>(this.#name("")));
    return [...(kept?.values() ?? [])].sort((a, b) => a.at - b.at);
  }

  #inTurn<T>(what: (vault: Vault) => Promise<T>): Promise<T | undefined> {
    const done = this.#lane.then(async () => {
      const { vaultOf } = await import("../sealed");
      return what(vaultOf(this.#client));
    });
    const settled = done.catch(() => undefined);
    this.#lane = settled;
    return settled;
  }

  #name(clientId: string): string {
    return `unsent ${this.#room} ${clientId}`;
  }
}

/** Resolves once no other tab has that name, with the way to let go of it; a tab that ends lets go too. */
export function hold(name: string): Promise<() => void> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return Promise.resolve(() => {});
  return new Promise((held) => {
    const inHold = () => new Promise<void>((letGo) => held(letGo));
    locks.request(`bellhop unsent ${name}`, inHold).catch(() => held(() => {}));
  });
}

/** Whether something waits, without loading what could tell. It says nothing of what it is. */
function isMarked(room: string): boolean {
  try {
    return localStorage.getItem(markOf(room)) !== null;
  } catch {
    return false;
  }
}

function mark(room: string, on: boolean): void {
  try {
    if (on) localStorage.setItem(markOf(room), "");
    else localStorage.removeItem(markOf(room));
  } catch {
    return;
  }
}

function markOf(room: string): string {
  return `bellhop:unsent:${room}`;
}
