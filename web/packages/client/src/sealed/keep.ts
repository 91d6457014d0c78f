import { BellhopError } from "../errors";
import type { Bytes } from "./bytes";
import { type DeviceKeys, makeDevice } from "./device";
import type { Address } from "./envelope";
import type { FormerId } from "./former";

/** A room's key that was opened, which device gave it, and as whom its own device got it. */
export interface KeptKey {
  key: CryptoKey;
  from: Address;
  to: string;
  /** What the giver told of former ids; it is for this key alone, which only those have who could read the room. */
  former: FormerId[];
}

/** A text as it is kept: encrypted. */
export interface KeptText {
  iv: Bytes;
  text: Bytes;
}

const DEVICES = "devices";
const KEYS = "keys";
const SECRETS = "secrets";
const TEXTS = "texts";
const SEEN = "seen";
const STORES = [DEVICES, KEYS, SECRETS, TEXTS, SEEN];

/** The devices and opened keys of this browser. Private and room keys lie in it so that no script can read them. */
export class Keep {
  readonly #database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.#database = database;
  }

  /** Rejects with `unsupported` where the browser has no IndexedDB or WebCrypto, or denies them to this page. */
  static async open(): Promise<Keep> {
    if (!globalThis.crypto?.subtle) throw unsupported("needs https");
    try {
      const opening = indexedDB.open("bellhop-sealed", 2);
      opening.onupgradeneeded = () => {
        const { result } = opening;
        for (const name of STORES) {
          if (!result.objectStoreNames.contains(name)) result.createObjectStore(name);
        }
      };
      const database = await done(opening);
      // A page of a later version waits until this one lets go.
      database.onversionchange = () => database.close();
      return new Keep(database);
    } catch (cause) {
      throw unsupported("needs IndexedDB", cause);
    }
  }

  /** The device of an owner in this browser; made at the first call. All tabs get the same one. */
  async device(owner: string, person: string): Promise<DeviceKeys> {
    const known = await this.#get<DeviceKeys>(DEVICES, owner);
    if (known) return known;
    const fresh = await makeDevice(person);
    const store = this.#store(DEVICES, "readwrite");
    const before = await done<DeviceKeys | undefined>(store.get(owner));
    if (!before) await done(store.add(fresh, owner));
    return before ?? fresh;
  }

  async keys(owner: string, room: string): Promise<Map<string, KeptKey>> {
    const store = this.#store(KEYS);
    const range = IDBKeyRange.bound([owner, room], [owner, room, []]);
    const [names, keys] = await Promise.all([
      done(store.getAllKeys(range)),
      done<KeptKey[]>(store.getAll(range)),
    ]);
    return new Map(keys.map((kept, index) => [(names[index] as string[])[2] ?? "", kept]));
  }

  async add(owner: string, room: string, name: string, kept: KeptKey): Promise<void> {
    await done(this.#store(KEYS, "readwrite").put(kept, [owner, room, name]));
  }

  /** What encrypts the owner's own texts in this browser; made at the first call, and no script can read it. */
  async secret(owner: string): Promise<CryptoKey> {
    const known = await this.#get<CryptoKey>(SECRETS, owner);
    if (known) return known;
    const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ]);
    const store = this.#store(SECRETS, "readwrite");
    const before = await done<CryptoKey | undefined>(store.get(owner));
    if (!before) await done(store.add(fresh, owner));
    return before ?? fresh;
  }

  /** The owner's texts whose names begin so, as they were encrypted, by their names. */
  async texts(owner: string, prefix: string): Promise<Map<string, KeptText>> {
    const store = this.#store(TEXTS);
    const range = IDBKeyRange.bound([owner, prefix], [owner, `${prefix}\uffff`]);
    const [names, texts] = await Promise.all([
      done(store.getAllKeys(range)),
      done<KeptText[]>(store.getAll(range)),
    ]);
    return new Map(texts.map((text, index) => [(names[index] as string[])[1] ?? "", text]));
  }

  /** Without a text, forgets it. Resolves to what was there before. */
  async putText(owner: string, name: string, text?: KeptText): Promise<KeptText | undefined> {
    const store = this.#store(TEXTS, "readwrite");
    const before = await done<KeptText | undefined>(store.get([owner, name]));
    if (text) await done(store.put(text, [owner, name]));
    else await done(store.delete([owner, name]));
    return before;
  }

  /** The devices that the owner knows to be readers of a room; `undefined` before the first time. */
  seen(owner: string, room: string): Promise<string[] | undefined> {
    return this.#get(SEEN, [owner, room]);
  }

  async see(owner: string, room: string, devices: readonly string[]): Promise<void> {
    await done(this.#store(SEEN, "readwrite").put([...devices], [owner, room]));
  }

  /**
   * What was one owner's is another's from now on, apart from what that one has of their own: so a browser stays one
   * device. The device belongs to the person then.
   */
  async hand(from: string, to: string, person: string): Promise<void> {
    const transaction = this.#database.transaction(STORES, "readwrite");
    const hasSecret = (await done(transaction.objectStore(SECRETS).getKey(to))) !== undefined;
    for (const name of STORES) {
      // Texts open with the secret only that they were encrypted with.
      if (name === TEXTS && hasSecret) continue;
      const store = transaction.objectStore(name);
      const range = isOfOwner(name) ? IDBKeyRange.only(from) : IDBKeyRange.bound([from], [from, []]);
      const names = await done(store.getAllKeys(range));
      const values = await done<unknown[]>(store.getAll(range));
      for (const [index, old] of names.entries()) {
        const now = isOfOwner(name) ? to : [to, ...(old as string[]).slice(1)];
        const value = name === DEVICES ? { ...(values[index] as DeviceKeys), person } : values[index];
        if ((await done(store.getKey(now))) === undefined) await done(store.add(value, now));
      }
      await done(store.delete(range));
    }
  }

  #get<T>(store: string, key: IDBValidKey): Promise<T | undefined> {
    return done(this.#store(store).get(key));
  }

  #store(name: string, mode: IDBTransactionMode = "readonly"): IDBObjectStore {
    return this.#database.transaction(name, mode).objectStore(name);
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Whether a store has one thing for each owner. */
function isOfOwner(store: string): boolean {
  return store === DEVICES || store === SECRETS;
}

function unsupported(why: string, cause?: unknown): BellhopError {
  return new BellhopError("unsupported", `Encryption ${why}`, { cause });
}
