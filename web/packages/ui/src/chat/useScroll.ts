import type { ChatView } from "@bellhop/react";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";

const NEAR_PIXELS = 80;

export interface ScrollView {
  readonly container: RefObject<HTMLElement | null>;
  onScroll(): void;
  toLatest(): void;
}

export type Scrolled = Pick<ChatView, "timeline" | "unsent" | "phase" | "loadOlder" | "atEnd">;

/** Stays at the newest message while there, also when a picture arrives or a keyboard takes room; else stays put. Pages in when near the top. */
export function useScroll({ timeline, unsent, phase, loadOlder, atEnd: tellAtEnd }: Scrolled): ScrollView {
  const container = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const before = useRef({ oldest: 0, newest: 0, height: 0, unsent: 0 });
  const size = useRef("");
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
      tellAtEnd(true);
    } else if (paged) element.scrollTop += element.scrollHeight - before.current.height;
    size.current = sizeOf(element);
    before.current = { oldest, newest, height: element.scrollHeight, unsent: unsent.length };
  }, [oldest, newest, unsent.length, phase, tellAtEnd]);

  // At once, as the room itself is left a moment later: what comes in between is not seen.
  useLayoutEffect(() => () => tellAtEnd(false), [tellAtEnd]);

  useGrowth(container, () => {
    const { current: element } = container;
    if (!element) return;
    if (atEnd.current) element.scrollTop = element.scrollHeight;
    size.current = sizeOf(element);
  });

  const onScroll = useCallback(() => {
    const { current: element } = container;
    if (!element) return;
    // Where the sizes have changed it was not a person who scrolled.
    if (atEnd.current && size.current !== sizeOf(element)) element.scrollTop = element.scrollHeight;
    size.current = sizeOf(element);
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PIXELS;
    tellAtEnd(atEnd.current);
    if (element.scrollTop < NEAR_PIXELS && timeline.moreBefore) void loadOlder();
  }, [timeline.moreBefore, loadOlder, tellAtEnd]);

  const toLatest = useCallback(() => {
    const { current: element } = container;
    element?.scrollTo({ top: element.scrollHeight });
  }, []);

  return { container, onScroll, toLatest };
}

function sizeOf({ clientHeight, scrollHeight }: Element): string {
  return `${clientHeight} ${scrollHeight}`;
}

/** Hears when the container or what is in it changes its size. */
function useGrowth(container: RefObject<HTMLElement | null>, onGrowth: () => void): void {
  const observer = useRef<ResizeObserver>(undefined);
  const latest = useRef(onGrowth);
  useEffect(() => {
    latest.current = onGrowth;
  });
  // Each time, as parts come and go; those that are observed already stay so.
  useEffect(() => {
    const { current: element } = container;
    if (!element || !globalThis.ResizeObserver) return;
    observer.current ??= new ResizeObserver(() => latest.current());
    for (const part of [element, ...element.children]) observer.current.observe(part);
  });
  useEffect(
    () => () => {
      observer.current?.disconnect();
      observer.current = undefined;
    },
    [],
  );
}

/** Brings a part of a container into its middle. The container hears of it at once, before it could go to its end again. */
export function bringIn(container: Element | null, selector: string): void {
  container?.querySelector(selector)?.scrollIntoView({ block: "center" });
  container?.dispatchEvent(new Event("scroll"));
}
