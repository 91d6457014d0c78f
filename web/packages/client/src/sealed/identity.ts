import type { BellhopClient } from "../client";
import { BellhopError } from "../errors";
import { readClaims } from "../tokens";
import { type DeviceKeys, deviceName } from "./device";
import { Keep } from "./keep";

/** Who seals: a principal's device that the server knows. */
export interface Identity {
  readonly site: string;
  readonly own: DeviceKeys;
  readonly keep: Keep;
  /** Names the principal in the browser's store. */
  readonly owner: string;
}

/** Makes the device if there is none, and tells the server. Rejects with `unsupported`, or as `seal.register` does. */
export async function identify(client: BellhopClient): Promise<Identity> {
  const keep = await Keep.open();
  const { site, person, owner } = await ownerOf(client);
  const own = await keep.device(owner, person);
  const { device, publicKey } = own;
  const name = deviceName(globalThis.navigator?.userAgent ?? "");
  await client.call("seal.register", { device, name, publicKey });
  return { site, own, keep, owner };
}

/** Who the principal is by their token, and their name in the browser's store; asks nobody. */
export async function ownerOf(
  client: BellhopClient,
): Promise<{ site: string; person: string; owner: string }> {
  const { aud: site, sub: person } = readClaims(await client.tokens.usable());
  if (!site || !person) throw new BellhopError("unauthenticated", "The token names nobody");
  return { site, person, owner: ownerName(client, site, person) };
}

/**
 * Call it once `person.adopt` has succeeded with this token: the device that the browser was as the guest goes on as the
 * customer's, with its keys and what is not sent yet. Rejects with `unsupported` where the browser keeps nothing.
 */
export async function takeAlong(client: BellhopClient, guestToken: string): Promise<void> {
  const keep = await Keep.open();
  const { site, person, owner } = await ownerOf(client);
  const { sub: guest } = readClaims(guestToken);
  if (guest) await keep.hand(ownerName(client, site, guest), owner, person);
}

function ownerName(client: BellhopClient, site: string, person: string): string {
  return `${client.options.url} ${site} ${person}`;
}
