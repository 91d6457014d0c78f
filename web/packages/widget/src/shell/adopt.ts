import { type BellhopClient, BellhopError } from "@bellhop/client";
import { chatOf } from "@bellhop/client/chat";
import type { Memory } from "./memory";

const RETRY_MILLISECONDS = 5_000;

/**
 * Takes over what the customer had as a guest of this browser, and forgets the guest. Tries again until the server has
 * answered or the client is closed. Resolves to whether there was something to take.
 */
export async function adopt(client: BellhopClient, memory: Memory): Promise<boolean> {
  const { guest } = memory.read();
  while (guest) {
    try {
      await client.call("person.adopt", { guestToken: guest.token });
      // A browser that can keep nothing had no device either.
      await import("@bellhop/client/sealed")
        .then((sealed) => sealed.takeAlong(client, guest.token))
        .catch(() => {});
      memory.write({ guest: undefined });
      chatOf(client).rooms("conversation").reload();
      return true;
    } catch (cause) {
      if (!(cause instanceof BellhopError) || cause.code === "closed") return false;
      if (!cause.retryable) {
        memory.write({ guest: undefined });
        return false;
      }
      await new Promise((resolve) => setTimeout(resolve, cause.retryAfter ?? RETRY_MILLISECONDS));
    }
  }
  return false;
}
