import { type BellhopClient, BellhopError, type Committed, createClient } from "@bellhop/client";
import { chatOf, patiently } from "@bellhop/client/chat";
import type { Memory } from "./memory";
import { until } from "./until";

/**
 * Takes over what the customer had as a guest of this browser, and forgets the guest. Tries again until the server has
 * answered or the client is closed. Resolves to what the guest had still to send and is committed now, or to `undefined`
 * where there was nothing to take over.
 */
export async function adopt(client: BellhopClient, memory: Memory): Promise<Committed[] | undefined> {
  const { guest } = memory.read();
  if (!guest) return undefined;
  let sent: Committed[];
  try {
    sent = await sendLeft(client, guest.token);
    await patiently(client, () => client.call("person.adopt", { guestToken: guest.token }));
  } catch (cause) {
    if ((cause as BellhopError).code !== "closed") memory.write({ guest: undefined });
    return undefined;
  }
  // A browser that can keep nothing had no device either.
  await import("@bellhop/client/sealed")
    .then((sealed) => sealed.takeAlong(client, guest.token))
    .catch(() => {});
  memory.write({ guest: undefined });
  chatOf(client).rooms("conversation").reload();
  return sent;
}

/**
 * Sends what the guest wrote and could not send. They do so themselves: only under their name the server knows again what
 * it has taken already. Rejects with `closed` once the customer's client is.
 */
async function sendLeft(customer: BellhopClient, token: string): Promise<Committed[]> {
  const guest = createClient({ ...customer.options, token: () => token });
  const sent: Committed[] = [];
  guest.on("committed", (committed) => sent.push(committed));
  const letInNoMore = until(guest, "failed");
  const closed = until(customer, "idle").then(() => {
    throw new BellhopError("closed", "Client closed");
  });
  try {
    guest.connect();
    // It goes out after all that was kept before.
    const last = guest.call("chat.rooms", { limit: 1 }, { queue: true }).catch(() => {});
    await Promise.race([last, letInNoMore, closed]);
  } finally {
    guest.close();
  }
  return sent;
}
