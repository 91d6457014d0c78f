import { backoff } from "./backoff";
import { asFailure, type BellhopError, brief } from "./errors";
import { baseOf } from "./http";
import { identifier } from "./identifier";
import { type Ending, Line } from "./line";
import type { Settings } from "./options";
import { isVisible, onPage } from "./page";
import { Pause } from "./pause";
import { Measurements } from "./quality";
import type { LinkStatus } from "./status";
import type { Tokens } from "./tokens";
import { TransportChoice } from "./transport/choice";
import type { TransportName } from "./transport/transport";
import type { Incoming, Welcome, WireRequest } from "./wire";

export interface ConnectionHandlers {
  status(status: LinkStatus): void;
  message(message: Incoming): void;
}

const HANDSHAKE_MILLISECONDS = 10_000;
const MOST_PATIENCE = 3;
const STABLE_MILLISECONDS = 10_000;
const REFUSALS_BEFORE_FAILURE = 3;
const ANSWER_MILLISECONDS = 10_000;
const HURRY_MILLISECONDS = 2_000;
const LONGEST_TIMER = 2 ** 31 - 1;
const CLIENT = { name: "@bellhop/client", version: "0.1.0" };

export const IDLE: LinkStatus = {
  state: "idle",
  lost: false,
  transport: undefined,
  principal: undefined,
  flags: {},
  error: undefined,
  health: new Measurements().health(),
  term: undefined,
};

/** Keeps one connection to the server up: attempts, waits, fresh tokens, what the browser says of the network. */
export class Connection {
  readonly #settings: Settings;
  readonly #tokens: Tokens;
  readonly #handlers: ConnectionHandlers;
  readonly #measurements = new Measurements();
  readonly #choice: TransportChoice;
  readonly #pause = new Pause();
  #status = IDLE;
  #line: Line | undefined;
  #stop: AbortController | undefined;
  #attempts = 0;
  #refusals = 0;
  #everUp = false;
  #upAt = Number.POSITIVE_INFINITY;
  #soonest = 0;
  #lostTimer: ReturnType<typeof setTimeout> | undefined;
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;
  #session: string | undefined;

  constructor(settings: Settings, tokens: Tokens, handlers: ConnectionHandlers) {
    this.#settings = settings;
    this.#tokens = tokens;
    this.#handlers = handlers;
    this.#choice = new TransportChoice(settings.transports);
  }

  /** The secret id of the last session: the server ends its half-open remains when it sees it again. */
  get session(): string | undefined {
    return this.#session;
  }

  /** Takes over from a connection that was another tab's. */
  goOnFrom({ principal, flags, lost }: LinkStatus, session: string | undefined): void {
    this.#session = session;
    this.#everUp = principal !== undefined;
    this.#status = { ...IDLE, principal, flags, lost };
  }

  get status(): LinkStatus {
    return this.#status;
  }

  start(): void {
    if (this.#stop) return;
    this.#stop = new AbortController();
    this.#attempts = this.#refusals = 0;
    this.#listen(this.#stop.signal);
    void this.#run(this.#stop.signal);
  }

  stop(): void {
    this.#halt();
    this.#update({ state: "idle", error: undefined });
  }

  /** Sends a request if the connection is up. */
  send(request: WireRequest): void {
    if (this.#status.term) this.#line?.send(request);
  }

  /** Measures a round trip now. */
  measure(): void {
    void this.#line?.measure();
  }

  /** Stops waiting, and makes sure that what seems connected is. */
  wake(): void {
    this.#pause.wake();
    if (!this.#status.term) return;
    void this.#line?.probe();
    if (this.#tokens.remaining() <= 0) void this.#refresh();
  }

  /**
   * Somebody waits: the next attempt comes 2 s after the last at the latest, unless the server asked for more. It
   * makes no later wait longer.
   */
  hurry(): void {
    if (this.#pause.within(this.#soonest - Date.now())) this.#attempts--;
  }

  #halt(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.#down();
    this.#clearLost();
    this.#pause.wake();
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (!isOnline()) {
        this.#update({ state: "offline" });
        await this.#pause.wait(LONGEST_TIMER);
        continue;
      }
      this.#update({ state: this.#everUp ? "reconnecting" : "connecting" });
      const ending = await this.#attempt(signal);
      if (signal.aborted) return;
      if (Date.now() - this.#upAt > STABLE_MILLISECONDS) this.#attempts = 0;
      this.#upAt = Number.POSITIVE_INFINITY;
      if (this.#isFinal(ending)) return this.#fail(ending.error);
      this.#update({ error: brief(ending.error) });
      this.#soonest = Date.now() + (ending.after ?? HURRY_MILLISECONDS);
      if (isOnline()) await this.#pause.wait(this.#waitAfter(ending));
    }
  }

  #isFinal({ reconnect }: Ending): boolean {
    if (reconnect === "token") this.#refusals++;
    const isLast = this.#attempts >= this.#settings.backoff.limit;
    return reconnect === "no" || this.#refusals >= REFUSALS_BEFORE_FAILURE || isLast;
  }

  #waitAfter({ reconnect, after }: Ending): number {
    if (reconnect === "token" && this.#refusals === 1) return 0;
    const { backoff: options, random } = this.#settings;
    const jittered = backoff(this.#attempts++, options, random);
    return after ?? jittered;
  }

  #fail(error: BellhopError): void {
    this.#halt();
    this.#update({ state: "failed", lost: true, error: brief(error) });
  }

  /** One session, from asking for a token to its end. */
  async #attempt(signal: AbortSignal): Promise<Ending> {
    const name = this.#choice.next();
    try {
      const token = await this.#tokens.usable();
      return await this.#hold(name, token, signal);
    } catch (cause) {
      const error = asFailure(cause);
      const { code, retryable, retryAfter: after } = error;
      if (code === "network") this.#choice.failed(name);
      return { reconnect: retryable ? "backoff" : "no", after, error, heard: true };
    }
  }

  async #hold(name: TransportName, token: string, signal: AbortSignal): Promise<Ending> {
    const { url, opener, log } = this.#settings;
    const open = await opener(name);
    if (signal.aborted) throw signal.reason;
    const connect = { token, session: this.#session, client: CLIENT };
    // Cut short again and again, a slow line would never come up.
    const patience = HANDSHAKE_MILLISECONDS * Math.min(MOST_PATIENCE, this.#attempts + 1);
    const ending = await new Promise<Ending>((resolve) => {
      this.#line = new Line(
        open,
        baseOf(url),
        connect,
        { log, patience, measurements: this.#measurements },
        {
          up: (welcome) => this.#up(name, welcome),
          message: (message) => this.#handlers.message(message),
          measured: () => this.#update({}),
          ended: resolve,
        },
      );
    });
    if (!ending.heard) this.#choice.failed(name);
    if (ending.reconnect === "token") this.#tokens.refuse();
    this.#down();
    return ending;
  }

  #up(transport: TransportName, welcome: Welcome): void {
    const { principal, flags, session } = welcome;
    this.#choice.worked(transport);
    this.#upAt = Date.now();
    this.#tokens.skew = Date.parse(welcome.time) - this.#upAt;
    this.#tokens.expireAt(welcome.expires);
    if (this.#everUp) this.#measurements.reconnected();
    this.#everUp = true;
    this.#refusals = 0;
    this.#session = session;
    this.#clearLost();
    this.#scheduleRefresh();
    this.#update({
      state: "connected",
      lost: false,
      error: undefined,
      transport,
      principal,
      flags,
      term: identifier(),
    });
  }

  #down(): void {
    this.#line?.close();
    this.#line = undefined;
    clearTimeout(this.#refreshTimer);
    if (this.#stop) {
      this.#lostTimer ??= setTimeout(() => this.#update({ lost: true }), this.#settings.lostAfter);
    }
    if (this.#status.term) this.#update({ state: "reconnecting", term: undefined, transport: undefined });
  }

  #clearLost(): void {
    clearTimeout(this.#lostTimer);
    this.#lostTimer = undefined;
  }

  #scheduleRefresh(atLeast = 1_000): void {
    clearTimeout(this.#refreshTimer);
    const wait = Math.max(atLeast, Math.min(LONGEST_TIMER, this.#tokens.remaining()));
    this.#refreshTimer = setTimeout(() => void this.#refresh(), wait);
  }

  /** Replaces the token on the live connection. Where that fails, the token's end brings a reconnect with a fresh one. */
  async #refresh(): Promise<void> {
    const line = this.#line;
    if (this.#tokens.remaining() > 0) return this.#scheduleRefresh();
    try {
      const token = await this.#tokens.fresh();
      const answer = await line?.ask<{ expires: string }>("refresh", { token }, ANSWER_MILLISECONDS);
      if (answer) this.#tokens.expireAt(answer.expires);
    } catch (cause) {
      this.#settings.log("refresh", asFailure(cause).code);
    }
    if (this.#line && line === this.#line) this.#scheduleRefresh(5_000);
  }

  #listen(signal: AbortSignal): void {
    const online = () => {
      this.#choice.reset();
      this.#attempts = 0;
      this.wake();
    };
    const offline = () => {
      this.#line?.drop();
      this.#pause.wake();
    };
    onPage("online", online, signal);
    onPage("offline", offline, signal);
    onPage("visibilitychange", () => isVisible() && this.wake(), signal);
  }

  #update(change: Partial<LinkStatus>): void {
    const health = this.#measurements.health();
    this.#status = { ...this.#status, ...change, health };
    this.#handlers.status(this.#status);
  }
}

/** Only a clear no counts: Node and old browsers do not know. */
function isOnline(): boolean {
  return globalThis.navigator?.onLine !== false;
}
