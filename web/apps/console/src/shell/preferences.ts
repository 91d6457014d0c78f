import { readSetting, writeSetting } from "@bellhop/ui";
import { useCallback, useSyncExternalStore } from "react";

export interface Preference {
  readonly on: boolean;
  set(on: boolean): void;
}

const listeners = new Set<() => void>();

/** A switch that this browser remembers, the same wherever it is shown. */
export function usePreference(name: string, standard: boolean): Preference {
  const read = () => {
    const kept = readSetting(name);
    return kept === undefined ? standard : kept === "on";
  };
  const on = useSyncExternalStore(subscribe, read);
  const set = useCallback(
    (next: boolean) => {
      writeSetting(name, next ? "on" : "off");
      for (const listener of listeners) listener();
    },
    [name],
  );
  return { on, set };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
