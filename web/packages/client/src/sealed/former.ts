import { type Bytes, utf8 } from "./bytes";
import { KEY_BYTES } from "./cipher";

/** A person's id, and another that they had before: a guest's, who signed in. */
export type FormerId = [person: string, before: string];

/** What an envelope may hold besides the key, so that the server takes it. */
const MOST_BYTES = 240;

/** A key as it is sealed for a device that was not there then: with the ids that its messages may be bound to. */
export function withFormer(raw: Bytes, former: readonly FormerId[]): Bytes {
  const told = former.length > 0 ? utf8(JSON.stringify(former)) : [];
  return new Uint8Array([...raw, ...(told.length > MOST_BYTES ? [] : told)]);
}

/** What was told along with a key; nothing if it is not understood. */
export function formerIn(bytes: Bytes): FormerId[] {
  if (bytes.length <= KEY_BYTES) return [];
  try {
    const told: unknown = JSON.parse(new TextDecoder().decode(bytes.slice(KEY_BYTES)));
    return Array.isArray(told) ? told.filter(isFormerId) : [];
  } catch {
    return [];
  }
}

function isFormerId(told: unknown): told is FormerId {
  return Array.isArray(told) && told.length === 2 && told.every((id) => typeof id === "string");
}
