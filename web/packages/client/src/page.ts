/** Hears an event of the page, its window's or its document's, until aborted. Nothing where there is no page. */
export function onPage(type: string, listener: () => void, signal: AbortSignal): void {
  globalThis.window?.addEventListener?.(type, listener, { signal, capture: true });
}

/** Whether somebody may be looking; always so where there is no page. */
export function isVisible(): boolean {
  return globalThis.document?.visibilityState !== "hidden";
}
