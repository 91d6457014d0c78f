import { asFailure } from "../errors";

const RETRY_MILLISECONDS = 1_000;

/** Does it until it works, trying again does not help, or it is no longer wanted. */
export async function patiently<T>(what: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await what();
    } catch (cause) {
      const { retryable, retryAfter = RETRY_MILLISECONDS } = asFailure(cause);
      if (!retryable || signal?.aborted) throw cause;
      await new Promise((resolve) => setTimeout(resolve, retryAfter));
    }
  }
}
