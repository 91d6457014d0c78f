import { BellhopError, fromWire } from "./errors";
import { type CloseCode, closeCodes, type PingResult, type Reconnect } from "./generated/protocol";
import type { Log } from "./log";
import type { Measurements } from "./quality";
import type { Closed, Transport, TransportOpener } from "./transport/transport";
import {
  decodeFrame,
  encodeRequest,
  type Incoming,
  isNotice,
  type Notice,
  type Welcome,
  type WireAnswer,
  type WireRequest,
} from "./wire";

/** Why a line ended, and what that says about coming back. */
export interface Ending {
  reconnect: Reconnect;
  /** Milliseconds to stay away. */
  after?: number | undefined;
  error: BellhopError;
  /** Whether the server ever said anything on this line. */
  heard: boolean;
}

export interface LineHandlers {
  up(welcome: Welcome): void;
  message(message: Incoming): void;
  measured(): void;
  ended(ending: Ending): void;
}

export interface LineParts {
  measurements: Measurements;
  log: Log;
  /** Milliseconds from the opening until the server's welcome. */
  patience: number;
}

const PROBE_MILLISECONDS = 5_000;
const encoder = new TextEncoder();

/** One transport from its opening to its end: the handshake, the heartbeat, the client's own requests. */
export class Line {
  readonly #parts: LineParts;
  readonly #handlers: LineHandlers;
  readonly #asked = new Map<string, (answer: WireAnswer) => void>();
  #transport: Transport | undefined;
  #ending: Ending | undefined;
  #welcome: Welcome | undefined;
  #watch: ReturnType<typeof setTimeout>;
  #heardAt = 0;
  #probing = false;
  #asks = 0;
  #over = false;

  constructor(open: TransportOpener, url: URL, connect: unknown, parts: LineParts, handlers: LineHandlers) {
    this.#parts = parts;
    this.#handlers = handlers;
    this.#watch = setTimeout(() => this.drop(), parts.patience);
    const id = this.#expect((answer) => this.#connected(answer));
    const first = this.#encode({ id, method: "connect", params: connect });
    try {
      this.#transport = open(url, first, {
        frame: (text) => this.#frame(text),
        closed: (closed) => this.#end(this.#endingOf(closed)),
      });
    } catch {
      queueMicrotask(() => this.drop());
    }
  }

  send(request: WireRequest): void {
    this.#transport?.send(this.#encode(request));
  }

  /** A request of the client's own. Rejects with `timeout` after `milliseconds`. */
  ask<R>(method: string, params: unknown, milliseconds: number): Promise<R> {
    return new Promise((resolve, reject) => {
      const id = this.#expect(({ result, error }) => {
        clearTimeout(timer);
        if (error) reject(fromWire(error));
        else resolve(result as R);
      });
      const timer = setTimeout(() => {
        this.#asked.delete(id);
        reject(new BellhopError("timeout", `No answer to ${method}`));
      }, milliseconds);
      this.send({ id, method, params });
    });
  }

  /** Measures a round trip. Resolves when it was answered or missed. */
  async measure(milliseconds = this.#welcome?.ping.timeout ?? PROBE_MILLISECONDS): Promise<void> {
    const started = performance.now();
    const { measurements } = this.#parts;
    try {
      await this.ask<PingResult>("ping", {}, milliseconds);
      measurements.pinged(performance.now() - started);
    } catch {
      if (this.#over) return;
      measurements.pinged(undefined);
    }
    this.#handlers.measured();
  }

  /** Finds out whether the line still lives; ends it if nothing comes within 5 s. */
  async probe(): Promise<void> {
    if (this.#probing || !this.#welcome) return;
    this.#probing = true;
    const before = this.#heardAt;
    await this.measure(PROBE_MILLISECONDS);
    this.#probing = false;
    if (this.#heardAt === before) this.drop();
  }

  /** Ends it without telling the handlers. */
  close(): void {
    this.#over = true;
    clearTimeout(this.#watch);
    this.#asked.clear();
    this.#transport?.close();
  }

  #encode(request: WireRequest): string {
    const frame = encodeRequest(request);
    this.#parts.measurements.bytesOut += encoder.encode(frame).length;
    this.#parts.log("→", request.method, request.id);
    return frame;
  }

  /** Own ids are strings, so that they never meet the numbers of the calls that the line carries. */
  #expect(onAnswer: (answer: WireAnswer) => void): string {
    const id = `own-${++this.#asks}`;
    this.#asked.set(id, onAnswer);
    return id;
  }

  #frame(text: string): void {
    if (this.#over) return;
    this.#heardAt = Date.now();
    this.#parts.measurements.bytesIn += encoder.encode(text).length;
    for (const message of decodeFrame(text)) {
      if (isNotice(message)) this.#notice(message);
      else this.#answer(message);
    }
  }

  #answer(message: WireAnswer): void {
    this.#parts.log("←", message.id, message.error ?? "ok");
    const onAnswer = this.#asked.get(String(message.id));
    if (!onAnswer) return this.#handlers.message(message);
    this.#asked.delete(String(message.id));
    onAnswer(message);
  }

  #notice(notice: Notice): void {
    this.#parts.log("←", notice.method);
    if (notice.method === "ping") void this.measure();
    else if (notice.method === "disconnect") {
      const { code, message, after } = notice.params;
      this.#ending = this.#endingFor(code, message, after);
    } else this.#handlers.message(notice);
  }

  #connected({ result, error }: WireAnswer): void {
    if (error) return this.#end(this.#refused(fromWire(error)));
    this.#welcome = result as Welcome;
    const { interval, timeout } = this.#welcome.ping;
    this.#arm(interval + timeout);
    this.#handlers.up(this.#welcome);
    void this.measure();
  }

  #refused(error: BellhopError): Ending {
    const { code, retryable, retryAfter: after } = error;
    const stale = code === "unauthenticated" || code === "token_expired";
    const reconnect = stale ? "token" : retryable ? "after" : "no";
    return { reconnect, after, error, heard: this.#heardAt > 0 };
  }

  /** The server pings; silence longer than its interval and timeout means that the line may be dead. */
  #arm(silence: number): void {
    clearTimeout(this.#watch);
    const left = this.#heardAt + silence - Date.now();
    if (left <= 0) void this.probe();
    this.#watch = setTimeout(() => this.#arm(silence), left > 0 ? left : silence);
  }

  /** Ends it as lost. */
  drop(): void {
    this.#end(this.#lost("No word from the server"));
  }

  #lost(message: string): Ending {
    return {
      reconnect: "backoff",
      error: new BellhopError("network", message),
      heard: this.#heardAt > 0,
    };
  }

  #endingOf({ number, error }: Closed): Ending {
    if (this.#ending) return this.#ending;
    if (error) return this.#refused(error);
    const code = (Object.keys(closeCodes) as CloseCode[]).find((name) => closeCodes[name][0] === number);
    return code ? this.#endingFor(code, `Closed with ${number}`) : this.#lost("Connection lost");
  }

  #endingFor(code: CloseCode, message: string, after?: number): Ending {
    const reconnect = closeCodes[code]?.[1] ?? "backoff";
    const error = new BellhopError(code, message, {
      retryable: reconnect !== "no",
      retryAfter: after,
    });
    return { reconnect, after, error, heard: true };
  }

  #end(ending: Ending): void {
    if (this.#over) return;
    this.close();
    this.#parts.log("end", ending.error.code);
    this.#handlers.ended(ending);
  }
}
