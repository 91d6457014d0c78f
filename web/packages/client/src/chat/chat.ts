import type { BellhopClient } from "../client";
import type { RoomKind } from "./cursors";
import { PersonStore, Statuses } from "./person";
import { PresenceStore } from "./presence";
import { RoomStore } from "./room";
import { RoomsStore } from "./rooms";
import type { Store } from "./store";
import { TypingStore } from "./typing";

const MOST_KEPT = 50;

/** A client's stores, one for each name, so that all who show the same share it. */
export class Chat {
  readonly #client: BellhopClient;
  readonly #rooms = new Kept<RoomStore>();
  readonly #typing = new Kept<TypingStore>();
  readonly #presence = new Kept<PresenceStore>();
  readonly #lists = new Kept<RoomsStore>();
  readonly #people = new Kept<PersonStore>();
  readonly #statuses: Statuses;

  constructor(client: BellhopClient) {
    this.#client = client;
    this.#statuses = new Statuses(client);
  }

  /** @param room its id, without `chat:` */
  room(room: string): RoomStore {
    const onRead = (offset: number) => this.#lists.each((list) => list.onRead(room, offset));
    return this.#rooms.get(room, () => new RoomStore(this.#client, room, onRead));
  }

  typing(room: string): TypingStore {
    return this.#typing.get(room, () => new TypingStore(this.#client, room));
  }

  presence(channel: string): PresenceStore {
    return this.#presence.get(channel, () => new PresenceStore(this.#client, channel));
  }

  /** @param person their id */
  person(person: string): PersonStore {
    return this.#people.get(person, () => new PersonStore(this.#client, this.#statuses, person));
  }

  /** All rooms, or those of one kind. */
  rooms(kind?: RoomKind): RoomsStore {
    return this.#lists.get(kind ?? "", () => new RoomsStore(this.#client, kind));
  }
}

/** Stores by name. Of those that nobody listens to, the 50 used last are kept. */
class Kept<S extends Store<object>> {
  readonly #stores = new Map<string, S>();

  get(name: string, make: () => S): S {
    const store = this.#stores.get(name) ?? make();
    this.#stores.delete(name);
    this.#stores.set(name, store);
    if (this.#stores.size > MOST_KEPT) this.#forget();
    return store;
  }

  each(what: (store: S) => void): void {
    for (const store of this.#stores.values()) what(store);
  }

  #forget(): void {
    const idle = [...this.#stores].filter(([, store]) => !store.isWatched);
    for (const [name] of idle.slice(0, -MOST_KEPT)) this.#stores.delete(name);
  }
}

const chats = new WeakMap<BellhopClient, Chat>();

export function chatOf(client: BellhopClient): Chat {
  const chat = chats.get(client) ?? new Chat(client);
  chats.set(client, chat);
  return chat;
}
