import { backoff } from "./backoff";
import { asFailure, type FailureCode } from "./errors";

const MOST_REPEATS = 4;

/**
 * Does again, with jitter and at most four times, what the server cannot do now, and what it refuses for a reason that
 * may pass.
 *
 * @param passing codes of such reasons
 */
export async function repeat<T>(
  what: () => Promise<T>,
  random: () => number,
  passing: readonly FailureCode[] = [],
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await what();
    } catch (cause) {
      const { code, retryable, retryAfter } = asFailure(cause);
      if (attempt >= MOST_REPEATS || !(retryable || passing.includes(code))) throw cause;
      await wait(backoff(attempt, {}, random, retryAfter));
    }
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
