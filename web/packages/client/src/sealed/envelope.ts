import { type Bytes, decode, encode, utf8 } from "./bytes";
import { decrypt, encrypt, IV_BYTES } from "./cipher";
import type { DeviceKeys } from "./device";

/** A device as others know it. */
export interface Address {
  person: string;
  device: string;
  publicKey: string;
}

/** The key of a room of a site. */
export interface KeyName {
  site: string;
  room: string;
  key: string;
}

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const NOTHING = new Uint8Array();

/** Seals a room's key by one's own device for another. */
export async function wrap(name: KeyName, own: DeviceKeys, to: Address, raw: Bytes): Promise<string> {
  const key = await agreed(own, to, infoOf(name, own, to));
  const { iv, text } = await encrypt(key, raw, NOTHING);
  return encode(new Uint8Array([...iv, ...text]));
}

/** A room's key as it was sealed for a device. */
export interface SealedKey {
  sealed: string;
  /** Whose the device was then: a guest's, before they signed in. */
  to: string;
  from: Address;
}

/** The room's key that another device sealed for one's own. Rejects if it did not, or not this key for this room. */
export async function unwrap(
  name: KeyName,
  own: DeviceKeys,
  { sealed, to, from }: SealedKey,
): Promise<Bytes> {
  const key = await agreed(own, from, infoOf(name, from, { ...own, person: to }));
  const bytes = decode(sealed);
  return decrypt(key, bytes.slice(0, IV_BYTES), bytes.slice(IV_BYTES), NOTHING);
}

/** JSON keeps the parts apart whatever is in them. */
function infoOf({ site, room, key }: KeyName, from: Address, to: Address): Bytes {
  return utf8(
    JSON.stringify(["bellhop.v1", site, room, key, from.person, from.device, to.person, to.device]),
  );
}

/** A key that only these two devices can compute. */
async function agreed(own: DeviceKeys, other: Address, info: Bytes): Promise<CryptoKey> {
  const { subtle } = crypto;
  const point = await subtle.importKey("raw", decode(other.publicKey), CURVE, false, []);
  const secret = await subtle.deriveBits({ name: "ECDH", public: point }, own.privateKey, 256);
  const material = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: NOTHING, info };
  return subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}
