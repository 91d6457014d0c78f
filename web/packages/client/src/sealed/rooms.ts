import type { BellhopClient } from "../client";
import { type Identity, identify } from "./identity";
import { SealedRoom } from "./room";

/** A client's encrypted rooms, one for each name, and its device. */
export class SealedRooms {
  readonly #client: BellhopClient;
  readonly #rooms = new Map<string, SealedRoom>();
  #identity: Promise<Identity> | undefined;

  constructor(client: BellhopClient) {
    this.#client = client;
  }

  /** @param room its id, without `chat:` */
  room(room: string): SealedRoom {
    const sealed = this.#rooms.get(room) ?? new SealedRoom(this.#client, room, () => this.#identify());
    this.#rooms.set(room, sealed);
    return sealed;
  }

  #identify(): Promise<Identity> {
    this.#identity ??= identify(this.#client).catch((cause) => {
      this.#identity = undefined;
      throw cause;
    });
    return this.#identity;
  }
}

const all = new WeakMap<BellhopClient, SealedRooms>();

export function sealedOf(client: BellhopClient): SealedRooms {
  const rooms = all.get(client) ?? new SealedRooms(client);
  all.set(client, rooms);
  return rooms;
}
