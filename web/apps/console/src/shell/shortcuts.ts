import { useEffect, useRef } from "react";
import { type Preference, usePreference } from "./preferences";

export type Shortcuts = Readonly<Record<string, () => void>>;

/** Whether single keys do things; a setting, since they get in the way of some who speak or use other input. */
export function useShortcutsSwitch(): Preference {
  return usePreference("shortcuts", true);
}

/** Hears single keys by `event.key`, while nobody writes and no dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const { on } = useShortcutsSwitch();
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    if (!on) return;
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event)) return;
      const shortcut = latest.current[event.key];
      if (!shortcut) return;
      event.preventDefault();
      shortcut();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [on]);
}

function isBusy({ target }: KeyboardEvent): boolean {
  const writes = target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  return Boolean(writes) || document.querySelector("dialog[open]") !== null;
}
