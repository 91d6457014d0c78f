import type { BellhopClient } from "../client";
import type { RoomSummary } from "../generated/protocol";
import type { StoredEvent, Subscription } from "../subscription";
import type { RoomKind } from "./cursors";
import { patiently } from "./patiently";
import { newestFirst, summaryAfter, summaryRead } from "./rooms-state";
import { Store } from "./store";

export interface RoomsState {
  readonly phase: "loading" | "ready" | "failed";
  /** The principal's rooms, the one with the newest activity first. */
  readonly rooms: readonly RoomSummary[];
  /** Messages not read, of all rooms. */
  readonly unread: number;
  readonly mentions: number;
}

const MOST_ROOMS = 1_000;
const MOST_FOLLOWED = 100;
const MOST_TENDED = 20;
const GATHER_MILLISECONDS = 300;
const MOST_HEARD = 1_000;

/**
 * All rooms with what is unread in them. The 100 with the newest activity are followed live; the keys of the 20 newest
 * encrypted ones are passed on to those who should read, also while nobody looks at these rooms.
 */
export class RoomsStore extends Store<RoomsState> {
  readonly #client: BellhopClient;
  readonly #kind: RoomKind | undefined;
  readonly #followed = new Map<string, () => void>();
  readonly #tended = new Map<string, () => void>();
  #personal: Subscription | undefined;
  #stopConnection: (() => void) | undefined;
  #own: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #loads = Promise.resolve();
  /** What was heard while the list was on its way, which may know less. */
  #heardMeanwhile: (() => void)[] | undefined;
  /** The newest message that the list has counted, by room. */
  #counted = new Map<string, number>();

  /** @param kind only rooms of this kind, or all */
  constructor(client: BellhopClient, kind: RoomKind | undefined) {
    super({ phase: "loading", rooms: [], unread: 0, mentions: 0 });
    this.#client = client;
    this.#kind = kind;
  }

  /** Asks for the list anew. */
  readonly reload = (): void => this.#loadIn(0);

  /** Somebody has read here up to `offset`, and the server knows. */
  readonly onRead = (room: string, offset: number): void => {
    this.#update(room, (summary) => {
      const after = summaryRead(summary, offset);
      if (!after) this.#loadIn(GATHER_MILLISECONDS);
      return after ?? summary;
    });
  };

  protected start(): void {
    this.#stopConnection = this.#client.on("connection", () => this.#meet());
    this.#meet();
  }

  protected stop(): void {
    this.#stopConnection?.();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#personal?.unsubscribe();
    leaveOthers(this.#followed);
    leaveOthers(this.#tended);
    this.#own = undefined;
  }

  /** Begins once the principal is known: its own channel tells of rooms that come and go. */
  #meet(): void {
    const own = this.#client.connection.getSnapshot().principal?.id;
    if (own === undefined || own === this.#own) return;
    this.#own = own;
    this.#personal = this.#client.channel(`user:${own}`).subscribe({
      onEvent: (event) => this.#told(event),
      onSnapshotNeeded: () => this.#loadIn(0),
    });
    this.#loadIn(0);
  }

  #told({ type, data }: StoredEvent): void {
    if (type === "room") return this.#loadIn(GATHER_MILLISECONDS);
    if (type !== "mention") return;
    const { room, message } = data as { room: string; message: number };
    this.#update(room, (summary) => {
      const isNew = message > Math.max(summary.read, this.#counted.get(room) ?? 0);
      return isNew ? { ...summary, mentions: summary.mentions + 1 } : summary;
    });
  }

  #loadIn(milliseconds: number): void {
    if (!this.isWatched) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#loads = this.#loads.then(() => this.#load());
    }, milliseconds);
  }

  async #load(): Promise<void> {
    const own = this.#own;
    const heard: (() => void)[] = [];
    this.#heardMeanwhile = heard;
    try {
      const rooms: RoomSummary[] = [];
      let after: string | undefined;
      do {
        const params = { ...(this.#kind && { kind: this.#kind }), ...(after !== undefined && { after }) };
        const page = await patiently(this.#client, () => this.#client.call("chat.rooms", params));
        rooms.push(...page.rooms);
        after = page.next;
      } while (after !== undefined && rooms.length < MOST_ROOMS);
      if (own === undefined || own !== this.#own) return;
      this.#loaded(rooms);
      for (const hearAgain of heard) hearAgain();
    } catch {
      if (own === this.#own) this.change({ phase: "failed" });
    } finally {
      this.#heardMeanwhile = undefined;
    }
  }

  #loaded(rooms: readonly RoomSummary[]): void {
    this.#counted = new Map(rooms.map(({ room, last }) => [room, last?.offset ?? 0]));
    this.#show(rooms);
    const wanted = newestFirst(rooms).slice(0, MOST_FOLLOWED);
    leaveOthers(this.#followed, new Set(wanted.map(({ room }) => room)));
    for (const summary of wanted) if (!this.#followed.has(summary.room)) this.#follow(summary);
    const encrypted = wanted.filter((one) => one.encrypted).slice(0, MOST_TENDED);
    if (encrypted.length > 0) void this.#tend(new Set(encrypted.map(({ room }) => room))).catch(() => {});
  }

  async #tend(rooms: ReadonlySet<string>): Promise<void> {
    const { sealedOf } = await import("../sealed");
    if (!this.isWatched) return;
    leaveOthers(this.#tended, rooms);
    const sealed = sealedOf(this.#client);
    for (const room of rooms) {
      if (!this.#tended.has(room)) this.#tended.set(room, sealed.room(room).follow());
    }
  }

  /** What came after the summary's last message comes again by the replay, so nothing is missed in between. */
  #follow({ room, last }: RoomSummary): void {
    const subscription = this.#client.channel(`chat:${room}`).subscribe({
      since: { offset: last?.offset ?? 0 },
      onEvent: (event) => this.#heard(room, event),
      onSnapshotNeeded: () => this.#loadIn(GATHER_MILLISECONDS),
    });
    this.#followed.set(room, () => subscription.unsubscribe());
  }

  #heard(room: string, event: StoredEvent): void {
    const { type, data } = event;
    if (type === "receipt") {
      const { person, read } = data as { person: string; read: number };
      return person === this.#own ? this.onRead(room, read) : undefined;
    }
    this.#update(room, (summary) => summaryAfter(summary, event, this.#own));
  }

  /** Changes a room's summary, and the one that the list brings if it is on its way. */
  #update(room: string, change: (summary: RoomSummary) => RoomSummary): void {
    const update = () => {
      const { rooms } = this.getSnapshot();
      const changed = rooms.map((one) => (one.room === room ? change(one) : one));
      if (changed.some((one, index) => one !== rooms[index])) this.#show(changed);
    };
    update();
    if (this.#heardMeanwhile && this.#heardMeanwhile.push(update) > MOST_HEARD) {
      this.#heardMeanwhile = undefined;
      this.#loadIn(GATHER_MILLISECONDS);
    }
  }

  #show(rooms: readonly RoomSummary[]): void {
    const sum = (count: (room: RoomSummary) => number) => rooms.reduce((all, room) => all + count(room), 0);
    this.change({
      phase: "ready",
      rooms: newestFirst(rooms),
      unread: sum(({ unread }) => unread),
      mentions: sum(({ mentions }) => mentions),
    });
  }
}

function leaveOthers(followed: Map<string, () => void>, wanted: ReadonlySet<string> = new Set()): void {
  for (const [room, leave] of followed) {
    if (wanted.has(room)) continue;
    leave();
    followed.delete(room);
  }
}
