/** A choice that this browser remembers, where it may. */
export function readSetting(name: string): string | undefined {
  try {
    return localStorage.getItem(`bellhop:${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a choice; `undefined` forgets it. A browser that denies storage forgets it on reload. */
export function writeSetting(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`bellhop:${name}`);
    else localStorage.setItem(`bellhop:${name}`, value);
  } catch {
    return;
  }
}
