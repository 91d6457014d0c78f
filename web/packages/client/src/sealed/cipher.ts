import { type Bytes, random } from "./bytes";

const ALGORITHM = "AES-GCM";
export const IV_BYTES = 12;
export const KEY_BYTES = 32;

/** An AES-256-GCM key that cannot be read back. */
export function keyOf(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, ALGORITHM, false, ["encrypt", "decrypt"]);
}

/** @param bound what must be the same when it is opened, but is not part of it */
export async function encrypt(
  key: CryptoKey,
  plain: Bytes,
  bound: Bytes,
): Promise<{ iv: Bytes; text: Bytes }> {
  const iv = random(IV_BYTES);
  const text = await crypto.subtle.encrypt({ name: ALGORITHM, iv, additionalData: bound }, key, plain);
  return { iv, text: new Uint8Array(text) };
}

/** Rejects if key, text or what it was bound to is not the same. */
export async function decrypt(key: CryptoKey, iv: Bytes, text: Bytes, bound: Bytes): Promise<Bytes> {
  const plain = await crypto.subtle.decrypt({ name: ALGORITHM, iv, additionalData: bound }, key, text);
  return new Uint8Array(plain);
}
