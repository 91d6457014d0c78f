import { memoryStore, type OutboxStore, type Stored } from "./store";

const STORE = "outbox";

/** The browser's store, shared by all tabs; memory where the browser has none, denies it, or cannot read it. */
export async function openStore(): Promise<OutboxStore> {
  try {
    const store = overDatabase(await openDatabase());
    // One that is damaged opens, and fails at the first question.
    await store.all("");
    return store;
  } catch {
    return memoryStore();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open("bellhop", 1);
  opening.onupgradeneeded = () => {
    const store = opening.result.createObjectStore(STORE, { keyPath: "order", autoIncrement: true });
    store.createIndex("owner", "owner");
  };
  return new Promise((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

/** A connection that the browser has ended is opened anew, once for each piece of work. */
function overDatabase(database: IDBDatabase): OutboxStore {
  const attempt = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>) => {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    return new Promise<T>((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  };
  const run: typeof attempt = (mode, work) =>
    attempt(mode, work).catch(async () => {
      database.close();
      database = await openDatabase();
      return attempt(mode, work);
    });
  return {
    shared: true,
    all: (owner) => run<Stored[]>("readonly", (store) => store.index("owner").getAll(owner)),
    add: (entry) => run("readwrite", (store) => store.add(entry)),
    put: (entry) => run("readwrite", (store) => store.put(entry)),
    remove: ({ order }) => run("readwrite", (store) => store.delete(order)),
  };
}
