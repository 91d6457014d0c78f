import { bringIn } from "@bellhop/ui";
import { type RefObject, useEffect, useState } from "react";
import type { Route } from "../shell/route";
import type { BothView } from "./useBoth";

const SHOWN_MILLISECONDS = 3_000;

/** Goes to the message that the address names; gives its mark as long as it is to stand out. */
export function useJump(
  { chat, notes }: BothView,
  { message, note }: Route,
  container: RefObject<HTMLElement | null>,
): string | undefined {
  const [jumped, setJumped] = useState<string>();
  const isReady = chat.phase === "ready" && notes.phase === "ready";
  const offset = note ?? message;
  const { around } = note === undefined ? chat : notes;
  const mark = offset === undefined ? undefined : markOf(offset, note !== undefined);
  useEffect(() => {
    if (!isReady || offset === undefined || mark === undefined) return;
    let stale = false;
    let end: ReturnType<typeof setTimeout> | undefined;
    void around(offset).then(() => {
      requestAnimationFrame(() => {
        if (stale) return;
        bringIn(container.current, `[data-mark="${mark}"]`);
        setJumped(mark);
        end = setTimeout(() => setJumped(undefined), SHOWN_MILLISECONDS);
      });
    });
    return () => {
      stale = true;
      clearTimeout(end);
    };
  }, [isReady, offset, mark, around, container]);
  return jumped;
}

/** Names an entry in the page. */
export function markOf(offset: number, isNote: boolean): string {
  return `${isNote ? "note" : "message"}-${offset}`;
}
