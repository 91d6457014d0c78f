import { BellhopError } from "../errors";
import { type DeviceKeys, makeDevice } from "./device";
import type { Address } from "./envelope";

/** A room's key that was opened, and which device gave it. */
export interface KeptKey {
  key: CryptoKey;
  from: Address;
}

const DEVICES = "devices";
const KEYS = "keys";

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
      const opening = indexedDB.open("bellhop-sealed", 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore(DEVICES);
        opening.result.createObjectStore(KEYS);
      };
      return new Keep(await done(opening));
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

  #get<T>(store: string, key: string): Promise<T | undefined> {
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

function unsupported(why: string, cause?: unknown): BellhopError {
  return new BellhopError("unsupported", `Encryption ${why}`, { cause });
}
