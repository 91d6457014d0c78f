import { backoff } from "../backoff";
import type { BellhopClient } from "../client";
import { asFailure, BellhopError } from "../errors";
import type { Device, Message, Sealed } from "../generated/protocol";
import { Observable } from "../observable";
import { repeat } from "../repeat";
import { Circle, NO_CIRCLE } from "./circle";
import type { Address } from "./envelope";
import { safetyNumber } from "./fingerprint";
import type { Identity } from "./identity";
import { type Contents, openMessage, sealMessage } from "./message";
import { Replays } from "./replays";
import { Ring } from "./ring";

/**
 * Why a message does not open: its key has not come yet; it is not for this person; it was changed, moved or
 * replayed; that, or it was sealed before its sender signed in, which this browser has not seen; or this browser cannot
 * open anything.
 */
export type Lock = "waiting" | "outside" | "broken" | "before" | "unsupported";

export interface SealedState {
  readonly phase: "opening" | "ready" | "failed";
  /** Why it failed; `unsupported` where the browser cannot encrypt. */
  readonly error: BellhopError | undefined;
  /** Whether one should be able to read what is written now. */
  readonly isReader: boolean;
  /** The devices of all who should. */
  readonly devices: readonly Device[];
  /** Id of one's own device. */
  readonly device: string | undefined;
  /** Those of the devices that came since one last said `acknowledge`. */
  readonly arrivals: readonly Device[];
}

/** What is needed of a message to open it; it has no offset before it was sent. */
export type SealedMessage = Pick<Message, "sealed" | "clientId"> & {
  from: { id: string; role?: string };
  offset?: number;
};

const NEW: SealedState = {
  phase: "opening",
  error: undefined,
  isReader: false,
  devices: [],
  device: undefined,
  arrivals: [],
};

const JITTER_MILLISECONDS = 300;
const MOST_LOOKS = 5;
const LOOK = { base: 2_000 };

interface Opened {
  identity: Identity;
  ring: Ring;
}

/**
 * One encrypted room as this device sees it. While it is followed it passes on the keys that it has to the devices
 * that should have them, and takes those that it is given; each change of the state may mean that more opens.
 */
export class SealedRoom extends Observable<SealedState> {
  readonly #client: BellhopClient;
  readonly #room: string;
  readonly #identity: () => Promise<Identity>;
  readonly #replays = new Replays();
  readonly #missed = new Set<string>();
  #circle: Circle = NO_CIRCLE;
  /** The devices that are known, apart from whose they are; unset until they were read. */
  #seen: ReadonlySet<string> | undefined;
  #opening: Promise<Opened> | undefined;
  #opened: Opened | undefined;
  #tending: Promise<void> | undefined;
  #again = false;
  #lane: Promise<unknown> = Promise.resolve();
  #looks = 0;
  #looking: ReturnType<typeof setTimeout> | undefined;
  #followers = 0;
  #unfollow: (() => void) | undefined;

  /** @param identity who seals; asked again after a failure */
  constructor(client: BellhopClient, room: string, identity: () => Promise<Identity>) {
    super(NEW);
    this.#client = client;
    this.#room = room;
    this.#identity = identity;
  }

  /** Makes this device known and opens the keys that wait for it. Rejects with `BellhopError`, `unsupported` included. */
  async ready(): Promise<void> {
    await this.#open();
  }

  /** Keeps keys going around until the returned function is called. */
  readonly follow = (): (() => void) => {
    if (this.#followers++ === 0) this.#unfollow = this.#start();
    let done = false;
    return () => {
      if (done) return;
      done = true;
      if (--this.#followers === 0) this.#unfollow?.();
    };
  };

  /** Fetches keys and readers, and gives what others lack. Never rejects: what fails is done at the next occasion. */
  tend(): Promise<void> {
    this.#again = true;
    this.#tending ??= this.#tendAll();
    return this.#tending;
  }

  /**
   * Seals for all who should read, and for nobody else: with a new key where the newest is known to somebody who left.
   * Rejects with `forbidden` if one is not among them.
   */
  seal(contents: Contents, clientId: string): Promise<Sealed> {
    const sealed = this.#lane.then(() => this.#repeat(() => this.#seal(contents, clientId)));
    this.#lane = sealed.catch(() => {});
    return sealed;
  }

  /** What a message says, or why it cannot be told. Resolves at once where the key is there. */
  async open({ offset, sealed, from, clientId }: SealedMessage): Promise<Contents | Lock> {
    if (!this.#opened) return this.getSnapshot().error?.code === "unsupported" ? "unsupported" : "waiting";
    if (!sealed || clientId === undefined) return "broken";
    const { identity, ring } = this.#opened;
    const key = ring.get(sealed.key);
    if (!key) return ring.isBroken(sealed.key) ? "broken" : this.#lacks(sealed.key);
    if (offset !== undefined && this.#replays.isCopy(from.id, clientId, offset)) return "broken";
    const former = ring.formerIds(from.id, this.#circle, sealed.key);
    for (const sender of [from.id, ...former]) {
      const name = { site: identity.site, room: this.#room, sender, clientId };
      const contents = await openMessage(key, name, sealed).catch(() => undefined);
      if (contents) return contents;
    }
    return from.role === "customer" && former.length === 0 ? "before" : "broken";
  }

  /** The safety number of oneself and another reader; `undefined` while one of them has no device. */
  async fingerprint(person: string): Promise<string | undefined> {
    const { identity } = await this.#open();
    const people = [identity.own.person, person].map((id) =>
      this.#circle.devices.filter((device) => device.person === id),
    );
    if (people.some((devices) => devices.length === 0)) return undefined;
    return safetyNumber(identity.site, people);
  }

  /** Takes the arrivals for known, in this browser. */
  readonly acknowledge = async (): Promise<void> => {
    const names = this.getSnapshot().devices.map(nameOf);
    const { identity } = await this.#open();
    await this.#see(identity, names);
    this.#show();
  };

  /** Forgets a device of one's own: this room takes a new key now, each other one with its next message. */
  readonly forget = async (device: string): Promise<void> => {
    await this.#client.call("seal.forget", { device });
    const opened = await this.#open();
    await opened.ring.make(await this.#fetch(opened));
    this.#show();
  };

  #start(): () => void {
    const subscription = this.#client.channel(`chat:${this.#room}`).subscribe({
      onEvent: ({ type, data }) => {
        if (type === "keys" || (type === "message" && (data as Message).text === "assigned")) this.#soon();
      },
      onSnapshotNeeded: () => this.#soon(),
    });
    let wasUp = this.#isUp;
    const stop = this.#client.on("connection", () => {
      if (this.#isUp && !wasUp) this.#soon();
      wasUp = this.#isUp;
    });
    void this.tend();
    return () => {
      subscription.unsubscribe();
      stop();
      clearTimeout(this.#looking);
      this.#looking = undefined;
    };
  }

  get #isUp(): boolean {
    return this.#client.connection.getSnapshot().state === "connected";
  }

  /** Others hear the same and do the same; who comes later finds it done. */
  #soon(): void {
    this.#missed.clear();
    this.#looks = 0;
    setTimeout(() => void this.tend(), this.#random() * JITTER_MILLISECONDS);
  }

  async #open(): Promise<Opened> {
    if (this.#opened) return this.#opened;
    this.#opening ??= this.#begin().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #begin(): Promise<Opened> {
    try {
      const identity = await this.#identity();
      const ring = await Ring.of(this.#client, this.#room, identity);
      const opened = { identity, ring };
      await this.#fetch(opened);
      this.#opened = opened;
      await this.#welcome();
      this.#show();
      return opened;
    } catch (cause) {
      const error = asFailure(cause);
      this.set({ ...this.getSnapshot(), phase: "failed", error });
      throw error;
    }
  }

  async #fetch({ ring }: Opened): Promise<Circle> {
    const before = ring.size;
    const circle = await this.#readers();
    this.#circle = circle;
    await ring.fetch(circle);
    if (this.#opened && ring.size !== before) this.#show();
    return circle;
  }

  async #readers(): Promise<Circle> {
    try {
      return new Circle(await this.#client.call("seal.readers", { room: this.#room }));
    } catch (cause) {
      if (asFailure(cause).code === "not_found") return NO_CIRCLE;
      throw cause;
    }
  }

  #show(): void {
    const own = this.#opened?.identity.own;
    const { devices } = this.#circle;
    const isReader = !!own && this.#circle.has(own);
    const isArrival = (device: Device) =>
      !this.#seen?.has(withoutPerson(nameOf(device))) && device.device !== own?.device;
    const arrivals = this.#seen ? devices.filter(isArrival) : [];
    this.set({ phase: "ready", error: undefined, isReader, devices, device: own?.device, arrivals });
  }

  /** Reads anew which devices are known. The first who are met are: there is nobody yet to be told from. */
  async #welcome(): Promise<void> {
    const { identity } = this.#opened ?? {};
    const { devices } = this.#circle;
    if (!identity || devices.length === 0) return;
    const { keep, owner, own } = identity;
    const seen = await keep.seen(owner, this.#room).catch(() => undefined);
    const isOwn = (name: string) =>
      name.startsWith(`${own.person} `) || name.endsWith(withoutPerson(nameOf(own)));
    const isFirst = !seen?.some((name) => !isOwn(name));
    if (seen && !isFirst) this.#seen = new Set(seen.map(withoutPerson));
    else {
      const others = devices.filter(({ person }) => person !== own.person);
      const known = seen ? [...seen, ...others.map(nameOf)] : devices.map(nameOf);
      await this.#see(identity, known);
    }
  }

  /** A browser that cannot keep it knows it for as long as the page. */
  async #see({ keep, owner }: Identity, names: readonly string[]): Promise<void> {
    this.#seen = new Set(names.map(withoutPerson));
    await keep.see(owner, this.#room, names).catch(() => {});
  }

  async #tendAll(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        await this.#repeat(() => this.#tendOnce());
      }
    } catch {
      return;
    } finally {
      // At once and not when the promise is settled, or who asks in between is not heard.
      this.#tending = undefined;
    }
  }

  /** A device that came later has no key at all: by making one it tells the others that it is there. */
  async #tendOnce(): Promise<void> {
    const opened = await this.#open();
    const circle = await this.#fetch(opened);
    const { ring, identity } = opened;
    await ring.give(circle);
    const isNew = circle.keys.length > 0 && circle.keysOf(identity.own).length === 0;
    if (isNew && circle.has(identity.own)) await ring.make(circle);
    await this.#welcome();
    this.#show();
  }

  async #seal(contents: Contents, clientId: string): Promise<Sealed> {
    const opened = await this.#open();
    const circle = await this.#fetch(opened);
    const { identity, ring } = opened;
    if (!circle.has(identity.own)) throw new BellhopError("forbidden", "Not one of the readers");
    await ring.give(circle);
    const { key, secret } = ring.usable(circle) ?? (await ring.make(circle));
    this.#show();
    const name = { site: identity.site, room: this.#room, sender: identity.own.person, clientId };
    return { key, ...(await sealMessage(secret, name, contents)) };
  }

  #lacks(key: string): Lock {
    if (!this.#missed.has(key)) {
      this.#missed.add(key);
      void this.tend();
    }
    this.#lookAgain();
    return this.getSnapshot().isReader ? "waiting" : "outside";
  }

  /** Whoever gives a key may fail, and what tells of it may be missed: one looks without being told, a few times. */
  #lookAgain(): void {
    if (this.#looking !== undefined || this.#followers === 0 || this.#looks >= MOST_LOOKS) return;
    const wait = backoff(this.#looks++, LOOK, this.#random);
    this.#looking = setTimeout(() => {
      this.#looking = undefined;
      void this.tend();
    }, wait);
  }

  /** A device that vanished meanwhile makes parameters invalid; then the readers are asked for again. */
  #repeat<T>(what: () => Promise<T>): Promise<T> {
    return repeat(what, this.#random, ["invalid_params"]);
  }

  get #random(): () => number {
    return this.#client.options.random ?? Math.random;
  }
}

/** With its key: another key is another device, whatever it calls itself. */
function nameOf({ person, device, publicKey }: Address): string {
  return `${person} ${device} ${publicKey}`;
}

/** A guest who signs in takes the device along: nobody reads along who did not before. */
function withoutPerson(name: string): string {
  return name.split(" ").slice(-2).join(" ");
}
