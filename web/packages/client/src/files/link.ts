import type { BellhopClient } from "../client";
import { addressOf } from "./request";

export interface LinkOptions {
  /** The small picture instead of the file. */
  thumbnail?: boolean;
}

export interface FileLink {
  /** Absolute; good for whoever has it. */
  url: string;
  /** When it ends, in epoch milliseconds. */
  expires: number;
}

interface Kept {
  readonly link: Promise<FileLink>;
  /** Unknown until the answer is there. */
  expires: number;
}

/** A link that ends within this many milliseconds is not given any more. */
const LEAD_MILLISECONDS = 60_000;
const MOST = 500;

const caches = new WeakMap<BellhopClient, Map<string, Kept>>();

/** A link to a file. Kept until shortly before its end; calls at the same time share one request. */
export function link(
  client: BellhopClient,
  file: string,
  { thumbnail = false }: LinkOptions = {},
): Promise<FileLink> {
  const cache = caches.get(client) ?? new Map<string, Kept>();
  caches.set(client, cache);
  const name = `${file} ${thumbnail}`;
  const known = cache.get(name);
  if (known && known.expires - Date.now() > LEAD_MILLISECONDS) return known.link;
  const fresh: Kept = { link: ask(client, file, thumbnail), expires: Number.POSITIVE_INFINITY };
  cache.delete(name);
  cache.set(name, fresh);
  const [oldest] = cache.keys();
  if (cache.size > MOST && oldest !== undefined) cache.delete(oldest);
  fresh.link.then(
    ({ expires }) => {
      fresh.expires = expires;
    },
    () => cache.get(name) === fresh && cache.delete(name),
  );
  return fresh.link;
}

async function ask(client: BellhopClient, file: string, thumbnail: boolean): Promise<FileLink> {
  const { url, expires } = await client.call("file.link", { file, thumbnail });
  return { url: addressOf(client, url).href, expires: Date.parse(expires) };
}
