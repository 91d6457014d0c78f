import type { BellhopClient } from "../client";
import { utf8 } from "./bytes";
import { decrypt, encrypt } from "./cipher";
import { ownerOf } from "./identity";
import { Keep, type KeptText } from "./keep";

interface Opened {
  keep: Keep;
  owner: string;
  secret: CryptoKey;
}

/**
 * Keeps texts in this browser over reloads, such as what is not sent yet of an encrypted room: encrypted with a key
 * that no script can read. It protects from who reads the disk or another origin's storage, not from who is at the
 * unlocked browser. Needs no connection. All methods reject with `unsupported` where the browser cannot do that.
 */
export class Vault {
  readonly #client: BellhopClient;
  #opened: Promise<Opened> | undefined;
  /** Encrypting takes longer than forgetting: one after the other, so that nothing is forgotten before it was kept. */
  #lane: Promise<unknown> = Promise.resolve();

  constructor(client: BellhopClient) {
    this.#client = client;
  }

  put(name: string, value: unknown): Promise<void> {
    return this.#inTurn(async ({ keep, owner, secret }) => {
      const plain = utf8(JSON.stringify(value));
      await keep.putText(owner, name, await encrypt(secret, plain, utf8(name)));
    });
  }

  /** Resolves to all whose names begin so. What does not open is left out. */
  async all<T>(prefix: string): Promise<Map<string, T>> {
    const { keep, owner, secret } = await this.#open();
    const opened = new Map<string, T>();
    for (const [name, kept] of await keep.texts(owner, prefix)) {
      const value = await reveal<T>(secret, name, kept);
      if (value !== undefined) opened.set(name, value);
    }
    return opened;
  }

  /** Forgets it. Resolves to what it was; of several who take the same, one gets it. */
  take<T>(name: string): Promise<T | undefined> {
    return this.#inTurn(async ({ keep, owner, secret }) => {
      const kept = await keep.putText(owner, name);
      return kept && reveal<T>(secret, name, kept);
    });
  }

  #inTurn<T>(what: (opened: Opened) => Promise<T>): Promise<T> {
    const done = this.#lane.then(async () => what(await this.#open()));
    this.#lane = done.catch(() => {});
    return done;
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#begin().catch((cause) => {
      this.#opened = undefined;
      throw cause;
    });
    return this.#opened;
  }

  async #begin(): Promise<Opened> {
    const keep = await Keep.open();
    const { owner } = await ownerOf(this.#client);
    return { keep, owner, secret: await keep.secret(owner) };
  }
}

async function reveal<T>(secret: CryptoKey, name: string, { iv, text }: KeptText): Promise<T | undefined> {
  try {
    return JSON.parse(new TextDecoder().decode(await decrypt(secret, iv, text, utf8(name)))) as T;
  } catch {
    return undefined;
  }
}

const vaults = new WeakMap<BellhopClient, Vault>();

export function vaultOf(client: BellhopClient): Vault {
  const vault = vaults.get(client) ?? new Vault(client);
  vaults.set(client, vault);
  return vault;
}
