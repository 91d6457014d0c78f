import { BellhopError, callHttp } from "@bellhop/client";
import { type Credentials, isOver, keepCredentials, readCredentials } from "@bellhop/ui";

const SETTING = "guest";
const RENEW_BEFORE = 7 * 24 * 3_600_000;

/** The guest of this browser: a reload goes on as the same one. */
export function readGuest(site: string): Credentials | undefined {
  return readCredentials(SETTING, site);
}

export async function enter(site: string, name: string): Promise<Credentials> {
  const guest = { ...(await callHttp("/", "auth.guest", { site, name })), site };
  keepCredentials(SETTING, guest);
  return guest;
}

export function leave(): void {
  keepCredentials(SETTING, undefined);
}

/** The guest's token, renewed in good time. Throws `unauthenticated` once it is over. */
export async function tokenOf(guest: Credentials): Promise<string> {
  if (isOver(guest)) throw new BellhopError("unauthenticated", "The visit is over");
  const current = readGuest(guest.site) ?? guest;
  if (Date.parse(current.expires) - Date.now() > RENEW_BEFORE) return current.token;
  const renewed = { ...(await callHttp("/", "auth.renew", {}, { token: current.token })), site: guest.site };
  keepCredentials(SETTING, renewed);
  return renewed.token;
}
