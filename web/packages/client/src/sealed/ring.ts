import type { BellhopClient } from "../client";
import type { Envelope } from "../generated/protocol";
import { identifier } from "../identifier";
import { random } from "./bytes";
import { KEY_BYTES, keyOf } from "./cipher";
import type { Circle } from "./circle";
import { type Address, type SealedKey, unwrap, wrap } from "./envelope";
import { type FormerId, formerIn, withFormer } from "./former";
import type { Identity } from "./identity";
import type { KeptKey } from "./keep";

/** A key and its id. */
interface Usable {
  key: string;
  secret: CryptoKey;
}

const MOST_ENVELOPES = 200;

/** The keys of one room that this device can open. */
export class Ring {
  readonly #client: BellhopClient;
  readonly #room: string;
  readonly #identity: Identity;
  readonly #keys: Map<string, KeptKey>;
  /** As they were sealed for this device, by key: the way back to a key's bytes, which nothing else keeps. */
  readonly #envelopes = new Map<string, SealedKey>();

  readonly #broken = new Set<string>();

  private constructor(client: BellhopClient, room: string, identity: Identity, keys: Map<string, KeptKey>) {
    this.#client = client;
    this.#room = room;
    this.#identity = identity;
    this.#keys = keys;
  }

  /** With the keys that were opened in this browser before. */
  static async of(client: BellhopClient, room: string, identity: Identity): Promise<Ring> {
    return new Ring(client, room, identity, await identity.keep.keys(identity.owner, room));
  }

  get(key: string): CryptoKey | undefined {
    return this.#keys.get(key)?.key;
  }

  /** Whether what was sealed for this device under that name is not the key of this room, or not for it. */
  isBroken(key: string): boolean {
    return this.#broken.has(key);
  }

  /**
   * What else a person was called: a guest's id, before they signed in. One's own is the one that a key was sealed for;
   * another's, the one as which a device of theirs has sealed a key, or what the giver of this key has told.
   */
  formerIds(person: string, circle: Circle, key: string): string[] {
    const told = this.#keys.get(key)?.former ?? [];
    const ids = new Set(told.filter(([one]) => one === person).map(([, before]) => before));
    for (const { from, to } of this.#keys.values()) {
      if (person === this.#identity.own.person) ids.add(to);
      if (circle.has({ ...from, person })) ids.add(from.person);
    }
    ids.delete(person);
    return [...ids];
  }

  get size(): number {
    return this.#keys.size;
  }

  /** Fetches and opens what was sealed for this device. What does not open stays closed. */
  async fetch(circle: Circle): Promise<void> {
    const { own } = this.#identity;
    if (circle.keysOf(own).every((key) => this.#envelopes.has(key))) return;
    const { keys } = await this.#client.call("seal.keys", { room: this.#room, device: own.device });
    for (const { key, ...envelope } of keys) {
      if (this.#envelopes.has(key)) continue;
      this.#envelopes.set(key, envelope);
      if (!this.#keys.has(key)) await this.#open(key).catch(() => this.#broken.add(key));
    }
  }

  /**
   * The newest key, if all who should read can open it and nobody else can. It must come from one of them, so that a
   * key that somebody slipped in is never used.
   */
  usable(circle: Circle): Usable | undefined {
    const key = circle.keys.at(-1);
    const kept = key === undefined ? undefined : this.#keys.get(key);
    if (key === undefined || !kept) return undefined;
    const isForAll = circle.lacking(key).length === 0 && !circle.isKnownOutside(key);
    return isForAll && circle.has(kept.from) ? { key, secret: kept.key } : undefined;
  }

  /** Makes a key for all who should read. */
  async make(circle: Circle): Promise<Usable> {
    const key = identifier();
    const raw = random(KEY_BYTES);
    const { own } = this.#identity;
    const kept = { key: await keyOf(raw), from: addressOf(own), to: own.person, former: [] };
    await this.#wrap(circle, key, raw, circle.devices);
    await this.#add(key, kept);
    return { key, secret: kept.key };
  }

  /** Seals every key for the readers' devices that lack it. */
  async give(circle: Circle): Promise<void> {
    for (const [key, envelope] of this.#envelopes) {
      const lacking = circle.lacking(key);
      if (lacking.length === 0 || !this.#keys.has(key)) continue;
      const bytes = await unwrap(this.#name(key), this.#identity.own, envelope).catch(() => undefined);
      if (!bytes) continue;
      const given = withFormer(bytes.subarray(0, KEY_BYTES), this.#former(circle, key));
      bytes.fill(0);
      await this.#wrap(circle, key, given, lacking);
    }
  }

  #former(circle: Circle, key: string): FormerId[] {
    const people = [...new Set(circle.devices.map(({ person }) => person))];
    return people.flatMap((person) =>
      this.formerIds(person, circle, key).map((before): FormerId => [person, before]),
    );
  }

  async #wrap(
    circle: Circle,
    key: string,
    raw: Uint8Array<ArrayBuffer>,
    to: readonly Address[],
  ): Promise<void> {
    const { own } = this.#identity;
    const name = this.#name(key);
    const envelopes: Envelope[] = await Promise.all(
      to.map(async (address) => ({
        person: address.person,
        device: address.device,
        sealed: await wrap(name, own, address, raw),
      })),
    );
    raw.fill(0);
    for (let from = 0; from < envelopes.length; from += MOST_ENVELOPES) {
      const part = envelopes.slice(from, from + MOST_ENVELOPES);
      await this.#client.call("seal.wrap", { room: this.#room, key, from: own.device, envelopes: part });
    }
    circle.gave(key, to);
  }

  async #open(key: string): Promise<void> {
    const envelope = this.#envelopes.get(key);
    if (!envelope) return;
    const bytes = await unwrap(this.#name(key), this.#identity.own, envelope);
    const { from, to } = envelope;
    const secret = await keyOf(bytes.subarray(0, KEY_BYTES));
    await this.#add(key, { key: secret, from: addressOf(from), to, former: formerIn(bytes) });
    bytes.fill(0);
  }

  /** A browser that cannot keep it opens the envelope again next time. */
  async #add(name: string, kept: KeptKey): Promise<void> {
    this.#keys.set(name, kept);
    const { keep, owner } = this.#identity;
    await keep.add(owner, this.#room, name, kept).catch(() => {});
  }

  #name(key: string) {
    return { site: this.#identity.site, room: this.#room, key };
  }
}

function addressOf({ person, device, publicKey }: Address): Address {
  return { person, device, publicKey };
}
