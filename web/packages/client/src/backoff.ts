export interface BackoffOptions {
  /** Upper bound of the first wait in milliseconds; it doubles with each attempt. Default 500. */
  base?: number;
  /** Upper bound of every wait in milliseconds. Default 30,000. */
  cap?: number;
  /** How many attempts in a row may fail before the state is `failed`. Default: no limit. */
  limit?: number;
}

/** Full jitter: any wait between 0 and min(cap, base · 2^attempt) milliseconds, `attempt` counting from 0. */
export function backoff(
  attempt: number,
  { base = 500, cap = 30_000 }: BackoffOptions,
  random: () => number,
): number {
  return random() * Math.min(cap, base * 2 ** attempt);
}
