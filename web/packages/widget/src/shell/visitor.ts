import { type BellhopError, callHttp } from "@bellhop/client";
import type { Memory } from "./memory";
import type { WidgetOptions } from "./options";

const RENEW_BEFORE = 7 * 24 * 3_600_000;

/**
 * The visitor's token: the customer's, or that of a guest who is remembered, renewed in time or made. A guest who cannot be
 * renewed now stays who they are as long as their token is good: a new one would have none of their conversations.
 */
export async function tokenOf({ site, server, token }: WidgetOptions, memory: Memory): Promise<string> {
  if (token) return token();
  const { guest } = memory.read();
  const left = guest ? Date.parse(guest.expires) - Date.now() : 0;
  if (guest && left > RENEW_BEFORE) return guest.token;
  const fresh =
    guest && left > 0
      ? await callHttp(server, "auth.renew", {}, { token: guest.token }).catch(
          ({ retryable }: BellhopError) => (retryable ? guest : undefined),
        )
      : undefined;
  const { token: made, expires } = fresh ?? (await callHttp(server, "auth.guest", { site }));
  // Another tab was faster: all of them are one visitor.
  const now = memory.read().guest;
  if (now && now.token !== guest?.token) return now.token;
  memory.write({ guest: { token: made, expires } });
  return made;
}
