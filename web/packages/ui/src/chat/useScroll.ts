import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import type { RoomView } from "./useRoom";

const NEAR_PIXELS = 80;

export interface ScrollView {
  readonly container: RefObject<HTMLElement | null>;
  /** Messages that came below what is seen. */
  readonly unseen: number;
  onScroll(): void;
  toLatest(): void;
}

/** Stays at the newest message while there; else stays put, and counts what comes. Pages in when near the top. */
export function useScroll({ timeline, unsent, phase, loadOlder }: RoomView): ScrollView {
  const container = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const before = useRef({ oldest: 0, height: 0, unsent: 0 });
  const [seen, setSeen] = useState(0);
  const newest = timeline.messages.at(-1)?.offset ?? 0;
  const oldest = timeline.messages[0]?.offset ?? 0;

  useLayoutEffect(() => {
    const { current: element } = container;
    if (!element) return;
    const wrote = unsent.length > before.current.unsent && phase === "ready";
    const paged = before.current.oldest > oldest;
    if (atEnd.current || wrote) {
      element.scrollTop = element.scrollHeight;
      atEnd.current = true;
      setSeen(newest);
    } else if (paged) element.scrollTop += element.scrollHeight - before.current.height;
    before.current = { oldest, height: element.scrollHeight, unsent: unsent.length };
  }, [oldest, newest, unsent.length, phase]);

  const onScroll = useCallback(() => {
    const { current: element } = container;
    if (!element) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PIXELS;
    if (atEnd.current) setSeen(newest);
    if (element.scrollTop < NEAR_PIXELS && timeline.more) loadOlder();
  }, [newest, timeline.more, loadOlder]);

  const toLatest = useCallback(() => {
    const { current: element } = container;
    element?.scrollTo({ top: element.scrollHeight });
  }, []);

  const unseen = timeline.messages.filter(({ offset }) => offset > seen).length;
  return { container, unseen, onScroll, toLatest };
}
