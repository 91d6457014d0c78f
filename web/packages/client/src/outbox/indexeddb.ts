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
  return done(opening);
}

function overDatabase(database: IDBDatabase): OutboxStore {
  const write = (change: (store: IDBObjectStore) => IDBRequest) => {
    const transaction = database.transaction(STORE, "readwrite");
    change(transaction.objectStore(STORE));
    return new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  };
  return {
    shared: true,
    all: (owner) =>
      done<Stored[]>(database.transaction(STORE).objectStore(STORE).index("owner").getAll(owner)),
    add: (entry) => write((store) => store.add(entry)),
    put: (entry) => write((store) => store.put(entry)),
    remove: ({ order }) => write((store) => store.delete(order)),
  };
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
