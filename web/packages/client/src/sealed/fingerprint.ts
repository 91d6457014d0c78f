import { utf8 } from "./bytes";
import type { Address } from "./envelope";

const GROUPS_EACH = 6;
const GROUP_BYTES = 5;

/**
 * The safety number of two people: 60 digits in 12 groups, the same for both as long as both see the same devices.
 * One that does not belong to them changes it.
 */
export async function safetyNumber(site: string, people: readonly (readonly Address[])[]): Promise<string> {
  const halves = await Promise.all(people.map((devices) => half(site, devices)));
  return halves.sort().join(" ");
}

async function half(site: string, devices: readonly Address[]): Promise<string> {
  const keys = devices.map(({ publicKey }) => publicKey).sort();
  const bound = utf8(JSON.stringify(["bellhop.v1", site, devices[0]?.person, keys]));
  const hash = new DataView(await crypto.subtle.digest("SHA-512", bound));
  const groups = Array.from({ length: GROUPS_EACH }, (_, index) => {
    const at = index * GROUP_BYTES;
    const number = hash.getUint8(at) * 2 ** 32 + hash.getUint32(at + 1);
    return String(number % 100_000).padStart(5, "0");
  });
  return groups.join(" ");
}
