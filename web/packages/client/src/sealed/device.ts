import { encode, random } from "./bytes";
import type { Address } from "./envelope";

/** One's own device: its private key never leaves the browser, and no script can read it. */
export interface DeviceKeys extends Address {
  privateKey: CryptoKey;
}

const ID_BYTES = 16;

export async function makeDevice(person: string): Promise<DeviceKeys> {
  const { subtle } = crypto;
  const pair = await subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
  const publicKey = encode(await subtle.exportKey("raw", pair.publicKey));
  return { person, device: encode(random(ID_BYTES)), publicKey, privateKey: pair.privateKey };
}

const BROWSERS = {
  Edg: "Edge",
  OPR: "Opera",
  SamsungBrowser: "Samsung Internet",
  Firefox: "",
  Chrome: "",
  Safari: "",
};
const SYSTEMS = { Android: "", iPhone: "", iPad: "", Windows: "", Mac: "macOS", CrOS: "ChromeOS", Linux: "" };

/** For its owner to tell it from others, such as "Chrome on Android". */
export function deviceName(userAgent: string): string {
  const first = (names: Record<string, string>, unknown: string) => {
    const found = Object.entries(names).find(([mark]) => userAgent.includes(mark));
    return found ? found[1] || found[0] : unknown;
  };
  return `${first(BROWSERS, "Browser")} on ${first(SYSTEMS, "a computer")}`;
}
