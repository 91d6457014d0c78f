export interface BackoffOptions {
  /** Upper bound of the first wait in milliseconds; it doubles with each attempt. Default 500. */
  base?: number;
  /** Upper bound of every wait in milliseconds. Default 30,000. */
  cap?: number;
  /** How many attempts in a row may fail before the state is `failed`. Default: no limit. */
  limit?: number;
}

/**
 * Full jitter: any wait between 0 and min(cap, base · 2^attempt) milliseconds, `attempt` counting from 0. Where the server
 * asked for a wait, which it may have asked of many, that or up to half as much more.
 */
export function backoff(
  attempt: number,
  { base = 500, cap = 30_000 }: BackoffOptions,
  random: () => number,
  asked?: number,
): number {
  return asked === undefined ? random() * Math.min(cap, base * 2 ** attempt) : asked * (1 + random() / 2);
}
