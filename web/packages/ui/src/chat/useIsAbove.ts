import { useEffect, useState } from "react";
import type { ScrollView } from "./useScroll";

/** Whether the unread line lies above what is seen of the list, and was never in sight. */
export function useIsAbove({ container }: ScrollView, hasLine: boolean): boolean {
  const [isAbove, setAbove] = useState(false);
  useEffect(() => {
    const { current: root } = container;
    const line = root?.querySelector("[data-unread]");
    setAbove(false);
    if (!hasLine || !root || !line) return;
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, boundingClientRect, rootBounds } of entries) {
          if (isIntersecting) observer.disconnect();
          setAbove(!isIntersecting && boundingClientRect.bottom <= (rootBounds?.top ?? 0));
        }
      },
      { root },
    );
    observer.observe(line);
    return () => observer.disconnect();
  }, [container, hasLine]);
  return isAbove;
}
