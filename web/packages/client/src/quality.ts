export type Quality = "excellent" | "good" | "fair" | "poor";

/** What was measured on the connection. A member is `undefined` until it was measured. */
export interface Health {
  quality: Quality | undefined;
  /** Median round trip of the last answered pings, in milliseconds. */
  rtt: number | undefined;
  /** Mean change from one round trip to the next, in milliseconds. */
  jitter: number | undefined;
  /** Share of the last pings that got no answer in time, 0 to 1. */
  loss: number | undefined;
  /** Times that the connection came back since the client started. */
  reconnects: number;
  /** Bytes of frames, without what the transport adds. */
  bytesIn: number;
  bytesOut: number;
}

const WINDOW = 10;
const RECENT_MILLISECONDS = 300_000;

const GRADES: readonly [Quality, rtt: number, jitter: number, loss: number, reconnects: number][] = [
  ["excellent", 100, 40, 0, 0],
  ["good", 250, 100, 0.1, 1],
  ["fair", 600, 250, 0.3, 3],
];

/** Collects measurements over the last ten pings and five minutes of reconnects. */
export class Measurements {
  #pings: (number | undefined)[] = [];
  #recent: number[] = [];
  #reconnects = 0;
  bytesIn = 0;
  bytesOut = 0;

  /** A ping was answered after `rtt` milliseconds, or not in time. */
  pinged(rtt: number | undefined): void {
    this.#pings = [...this.#pings, rtt].slice(-WINDOW);
  }

  reconnected(): void {
    this.#reconnects++;
    this.#recent = [...this.#recent, Date.now()].slice(-WINDOW);
  }

  health(): Health {
    const times = this.#pings.filter((rtt) => rtt !== undefined);
    const rtt = median(times);
    const jitter = meanChange(times);
    const loss = this.#pings.length ? (this.#pings.length - times.length) / this.#pings.length : undefined;
    const { bytesIn, bytesOut } = this;
    const quality = loss === undefined ? undefined : this.#grade(rtt, jitter, loss);
    return { quality, rtt, jitter, loss, reconnects: this.#reconnects, bytesIn, bytesOut };
  }

  #grade(rtt = Number.POSITIVE_INFINITY, jitter = 0, loss: number): Quality {
    const since = Date.now() - RECENT_MILLISECONDS;
    const reconnects = this.#recent.filter((at) => at > since).length;
    const grade = GRADES.find(
      ([, mostRtt, mostJitter, mostLoss, mostReconnects]) =>
        rtt <= mostRtt && jitter <= mostJitter && loss <= mostLoss && reconnects <= mostReconnects,
    );
    return grade?.[0] ?? "poor";
  }
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

function meanChange(values: readonly number[]): number | undefined {
  if (values.length < 2) return undefined;
  const changes = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));
  return changes.reduce((sum, change) => sum + change) / changes.length;
}
