import type { BellhopClient } from "../client";
import { baseOf } from "../http";

/** An address below the server's. */
export function addressOf(client: BellhopClient, path: string): URL {
  return new URL(path, baseOf(client.options.url));
}

/** Requests an address below the server's as the principal; a token that is refused is not used again. */
export async function request(client: BellhopClient, path: string, init: RequestInit): Promise<Response> {
  const { options, tokens } = client;
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);
  const headers = { Authorization: `Bearer ${await tokens.usable()}` };
  const response = await send(addressOf(client, path), { ...init, headers });
  if (response.status === 401) tokens.refuse();
  return response;
}
