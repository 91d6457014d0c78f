import type { BellhopClient, BellhopError } from "@bellhop/client";
import { chatOf, patiently } from "@bellhop/client/chat";
import type { Memory } from "./memory";

/**
 * Takes over what the customer had as a guest of this browser, and forgets the guest. Tries again until the server has
 * answered or the client is closed. Resolves to whether there was something to take.
 */
export async function adopt(client: BellhopClient, memory: Memory): Promise<boolean> {
  const { guest } = memory.read();
  if (!guest) return false;
  try {
    await patiently(client, () => client.call("person.adopt", { guestToken: guest.token }));
  } catch (cause) {
    if ((cause as BellhopError).code !== "closed") memory.write({ guest: undefined });
    return false;
  }
  // A browser that can keep nothing had no device either.
  await import("@bellhop/client/sealed")
    .then((sealed) => sealed.takeAlong(client, guest.token))
    .catch(() => {});
  memory.write({ guest: undefined });
  chatOf(client).rooms("conversation").reload();
  return true;
}
