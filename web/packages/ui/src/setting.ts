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

/** Forgets all whose names begin so. */
export function forgetSettings(prefix: string): void {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(`bellhop:${prefix}`)) localStorage.removeItem(name);
    }
  } catch {
    return;
  }
}
