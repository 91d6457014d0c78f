import { BellhopError } from "./errors";

export type TokenProvider = () => Promise<string> | string;

/** What the client reads from a token, unverified: the server is the judge. */
export interface Claims {
  sub?: string;
  aud?: string;
  exp?: number;
}

const LEAD_MILLISECONDS = 60_000;
const PROVIDER_MILLISECONDS = 20_000;

/** The app's token, kept until near its end; a fresh one is asked for when needed. */
export class Tokens {
  readonly #provider: TokenProvider;
  #token: string | undefined;
  #owner: string | undefined;
  #expiresAt = Number.POSITIVE_INFINITY;
  #lead = 0;
  /** Server time minus own time, in milliseconds. */
  skew = 0;

  constructor(provider: TokenProvider) {
    this.#provider = provider;
  }

  /** A token with time left. */
  async usable(): Promise<string> {
    return this.#token !== undefined && this.remaining() > 0 ? this.#token : this.fresh();
  }

  /** A token from the app. Rejects with `forbidden` if it belongs to another principal than the first one did. */
  async fresh(): Promise<string> {
    const token = await within(PROVIDER_MILLISECONDS, this.#provider);
    const claims = readClaims(token);
    const owner = `${claims.aud}/${claims.sub}`;
    this.#owner ??= owner;
    if (this.#owner !== owner) {
      throw new BellhopError("forbidden", "Token of another principal");
    }
    this.#token = token;
    this.#lead = 0;
    this.#endAt((claims.exp ?? Number.POSITIVE_INFINITY) * 1000);
    return token;
  }

  /** The server told when the token ends. */
  expireAt(time: string): void {
    this.#endAt(Date.parse(time));
  }

  /** The server refused the token: never offer it again. */
  refuse(): void {
    this.#token = undefined;
  }

  /** Milliseconds until the token should be replaced: a minute, or a fifth of its time, before its end. */
  remaining(): number {
    return this.#left() - this.#lead;
  }

  #left(): number {
    return this.#expiresAt - Date.now() - this.skew;
  }

  #endAt(time: number): void {
    this.#expiresAt = time;
    this.#lead = Math.min(LEAD_MILLISECONDS, Math.max(this.#lead, this.#left() / 5));
  }
}

async function within(milliseconds: number, provider: TokenProvider): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BellhopError("timeout", "No token in time")), milliseconds);
  });
  try {
    return await Promise.race([provider(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The payload of a JWT; empty if it is not one. */
export function readClaims(token: string): Claims {
  try {
    const payload = token.split(".")[1] ?? "";
    return JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as Claims;
  } catch {
    return {};
  }
}
