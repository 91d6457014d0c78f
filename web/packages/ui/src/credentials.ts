import type { TokenResult } from "@bellhop/client";
import { readSetting, writeSetting } from "./setting";

/** A sign-in that this browser keeps, with the site that it is for. */
export type Credentials = TokenResult & { site: string };

/** The kept sign-in of a site, unless it is over. */
export function readCredentials(setting: string, site: string): Credentials | undefined {
  try {
    const kept = JSON.parse(readSetting(setting) ?? "null") as Credentials | null;
    return kept?.site === site && !isOver(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a sign-in; `undefined` forgets it. */
export function keepCredentials(setting: string, credentials: Credentials | undefined): void {
  writeSetting(setting, credentials && JSON.stringify(credentials));
}

export function isOver({ expires }: TokenResult): boolean {
  return Date.parse(expires) <= Date.now();
}
