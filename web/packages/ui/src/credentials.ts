import type { TokenResult } from "@bellhop/client";
import { readSetting, writeSetting } from "./setting";

/** A sign-in that this browser keeps, with the site that it is for. */
export type Credentials = TokenResult & { site: string };

/** The kept sign-in of a site, unless it is over. */
export function readCredentials(setting: string, site: string): Credentials | undefined {
  return kept(setting).find((one) => one.site === site && !isOver(one));
}

/** Keeps a sign-in beside those of other sites; `undefined` forgets all of them. */
export function keepCredentials(setting: string, credentials: Credentials | undefined): void {
  const others = kept(setting).filter((one) => one.site !== credentials?.site && !isOver(one));
  writeSetting(setting, credentials && JSON.stringify([...others, credentials]));
}

export function isOver({ expires }: TokenResult): boolean {
  return Date.parse(expires) <= Date.now();
}

function kept(setting: string): Credentials[] {
  try {
    const value: unknown = JSON.parse(readSetting(setting) ?? "[]");
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
