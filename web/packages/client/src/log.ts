/** Writes one line of the debug log. Callers never pass tokens, keys or session ids. */
export type Log = (...parts: unknown[]) => void;

/** The debug log: on by the option, or by `localStorage["bellhop:debug"]`, read once. */
export function debugLog(enabled: boolean | undefined): Log {
  if (!(enabled ?? enabledByStorage())) return () => {};
  return (...parts) => console.debug("[bellhop]", ...parts);
}

function enabledByStorage(): boolean {
  try {
    return !!globalThis.localStorage?.getItem("bellhop:debug");
  } catch {
    return false;
  }
}
