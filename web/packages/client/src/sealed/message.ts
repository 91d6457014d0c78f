import type { Sealed } from "../generated/protocol";
import { decode, encode, utf8 } from "./bytes";
import { decrypt, encrypt } from "./cipher";

/** What a sealed message says. */
export interface Contents {
  text: string;
  /** The message that it answers, and the beginning of it: the server has only its number. */
  quote?: { offset: number; text: string };
}

/** Where a message belongs, and whose it is: it opens nowhere else, and as nobody else's. */
export interface MessageName {
  site: string;
  room: string;
  /** Id of the person. */
  sender: string;
  clientId: string;
}

const BUCKET_BYTES = 64;
const SPACE = 0x20;

export async function sealMessage(
  key: CryptoKey,
  name: MessageName,
  contents: Contents,
): Promise<Omit<Sealed, "key">> {
  const { iv, text } = await encrypt(key, padded(utf8(JSON.stringify(contents))), boundTo(name));
  return { iv: encode(iv), text: encode(text) };
}

/** Rejects if anything was changed, or if it is somebody else's or another one. */
export async function openMessage(
  key: CryptoKey,
  name: MessageName,
  { iv, text }: Omit<Sealed, "key">,
): Promise<Contents> {
  const plain = await decrypt(key, decode(iv), decode(text), boundTo(name));
  const contents = JSON.parse(new TextDecoder().decode(plain)) as Contents;
  const isText = typeof contents.text === "string" && typeof (contents.quote?.text ?? "") === "string";
  if (!isText) throw new TypeError("Not a message");
  return contents;
}

/** The length tells only roughly how much was written. JSON does not mind spaces at its end. */
function padded(bytes: Uint8Array) {
  const whole = new Uint8Array(Math.ceil(bytes.length / BUCKET_BYTES) * BUCKET_BYTES).fill(SPACE);
  whole.set(bytes);
  return whole;
}

function boundTo({ site, room, sender, clientId }: MessageName) {
  return utf8(JSON.stringify([site, room, sender, clientId]));
}
