import type { KeyboardEvent } from "react";

/** Whether the key is an input method's, which writes or stops writing with it. Safari tells only by the code 229. */
export function isComposing({ nativeEvent, keyCode }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || keyCode === 229;
}

/** Whether somebody wants to get out of where they are, and not only out of an input method. */
export function isEscape(event: KeyboardEvent): boolean {
  return event.key === "Escape" && !isComposing(event);
}
