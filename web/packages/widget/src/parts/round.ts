import type { KeyboardEvent } from "react";

const STOPS = "a[href],button,input,select,textarea,[tabindex='0']";

/** Where the chat covers the page, Tab goes round in it instead of on to what nobody can see. */
export function goRound(event: KeyboardEvent<HTMLElement>): void {
  const { key, shiftKey, currentTarget: panel, target } = event;
  if (key !== "Tab" || !matchMedia("(max-width: 480px)").matches) return;
  const stops = [...panel.querySelectorAll<HTMLInputElement>(STOPS)].filter(
    (stop) => !stop.disabled && stop.tabIndex >= 0 && stop.getClientRects().length > 0,
  );
  const ends = [stops.at(-1), stops[0]];
  const [end, start] = shiftKey ? ends.reverse() : ends;
  if (target !== end && !(shiftKey && target === panel)) return;
  event.preventDefault();
  start?.focus();
}
