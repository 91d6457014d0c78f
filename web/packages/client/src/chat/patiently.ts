import type { BellhopClient } from "../client";
import type { BellhopError } from "../errors";

const FIRST_MILLISECONDS = 500;
const MOST_MILLISECONDS = 5_000;

/**
 * Does it until it works or trying again does not help; tries again only while the client is connected and it is still
 * wanted. Waits 0.5 s at first and 5 s in the end, or as long as the server says, and by chance up to as much more: what
 * many ask for again must not come in one instant.
 */
export async function patiently<T>(
  client: BellhopClient,
  what: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let least = FIRST_MILLISECONDS; ; least = Math.min(2 * least, MOST_MILLISECONDS)) {
    try {
      return await what();
    } catch (cause) {
      const { retryable, retryAfter = 0 } = cause as Partial<BellhopError>;
      if (!retryable) throw cause;
      const wait = Math.max(least, retryAfter) + Math.random() * least;
      await new Promise((resolve) => setTimeout(resolve, wait));
      await connected(client);
      if (signal?.aborted) throw cause;
    }
  }
}

/** Resolves once it is. */
export function connected(client: BellhopClient): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (client.connection.getSnapshot().state !== "connected") return;
      stop();
      resolve();
    };
    const stop = client.on("connection", look);
    look();
  });
}
