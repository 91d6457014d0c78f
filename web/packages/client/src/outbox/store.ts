import type { FailureCode } from "../errors";

/** A call that is kept until it is committed. */
export interface OutboxEntry {
  /** Idempotency key, made when the call was made; names the entry. */
  readonly key: string;
  /** Whose call it is: only the same principal's client sends it. */
  readonly owner: string;
  readonly method: string;
  readonly params: unknown;
  /** When the call was made, in milliseconds since 1970. */
  readonly at: number;
  readonly state: "pending" | "failed";
  /** Why it failed; set only in that state. */
  readonly error?: { readonly code: FailureCode; readonly message: string };
  /** Order of sending; given by the store. */
  readonly order?: number;
}

export type Stored = OutboxEntry & { order: number };

/** Keeps entries in their order. */
export interface OutboxStore {
  /** Whether all tabs see the same entries. */
  readonly shared: boolean;
  /** The entries of an owner, oldest first. */
  all(owner: string): Promise<Stored[]>;
  /** Adds at the end. Resolves once it is kept. */
  add(entry: OutboxEntry): Promise<unknown>;
  /** Replaces the entry in its place. */
  put(entry: Stored): Promise<unknown>;
  remove(entry: Stored): Promise<unknown>;
}

/** Where there is no IndexedDB: lives as long as the client. */
export function memoryStore(): OutboxStore {
  const entries = new Map<number, Stored>();
  let last = 0;
  const put = async (entry: Stored) => entries.set(entry.order, entry);
  return {
    shared: false,
    all: async (owner) => [...entries.values()].filter((entry) => entry.owner === owner),
    add: (entry) => put({ ...entry, order: ++last }),
    put,
    remove: async ({ order }) => entries.delete(order),
  };
}
