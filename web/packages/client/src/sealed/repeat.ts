import { backoff } from "../backoff";
import { asFailure } from "../errors";

const MOST_REPEATS = 4;

/**
 * Does again what the server cannot do now, and what it refuses because a device vanished meanwhile
 * (`invalid_params`), with jitter and at most four times.
 */
export async function repeat<T>(what: () => Promise<T>, random: () => number): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await what();
    } catch (cause) {
      const { code, retryable, retryAfter } = asFailure(cause);
      if (attempt >= MOST_REPEATS || !(retryable || code === "invalid_params")) throw cause;
      await wait(retryAfter ?? backoff(attempt, {}, random));
    }
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
