import type { Principal } from "@bellhop/client";

/** Who is writing, with the time (milliseconds) at which that is no longer believed. */
export type Typing = ReadonlyMap<string, { name: string; until: number }>;

export const TYPING_EXPIRES_MILLISECONDS = 6_000;
export const TYPING_EVERY_MILLISECONDS = 3_000;

export function withTyping(typing: Typing, from: Principal, isTyping: boolean, now: number): Typing {
  const next = new Map(typing);
  if (isTyping) next.set(from.id, { name: from.name, until: now + TYPING_EXPIRES_MILLISECONDS });
  else next.delete(from.id);
  return next;
}

export function withoutExpired(typing: Typing, now: number): Typing {
  const kept = [...typing].filter(([, { until }]) => until > now);
  return kept.length === typing.size ? typing : new Map(kept);
}
