import { useEffect } from "react";
import { useConnection } from "./connection";
import { useClient } from "./provider";

const IDLE_MILLISECONDS = 300_000;
/** All pages speak for one session: another one may have said meanwhile that nobody is here. */
const AGAIN_MILLISECONDS = 30_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

/** Tells the server with what one is here, and whether somebody sits there: hidden or untouched for 5 minutes, nobody does. */
export function useHere(): void {
  const client = useClient();
  const { state } = useConnection();
  useEffect(() => {
    if (state !== "connected") return;
    let told: boolean | undefined;
    let toldAt = 0;
    let idle: ReturnType<typeof setTimeout> | undefined;
    const tell = (active: boolean) => {
      const again = active && Date.now() - toldAt > AGAIN_MILLISECONDS;
      if (active === told && !again) return;
      told = active;
      toldAt = Date.now();
      client.call("presence.here", { device: deviceOfPage(), active }).catch(() => {
        told = undefined;
      });
    };
    const onSign = () => {
      clearTimeout(idle);
      const visible = document.visibilityState === "visible";
      tell(visible);
      if (visible) idle = setTimeout(() => tell(false), IDLE_MILLISECONDS);
    };
    const stop = new AbortController();
    // On its way down, for a part of the page may keep what is typed in it to itself.
    for (const sign of SIGNS)
      addEventListener(sign, onSign, { signal: stop.signal, passive: true, capture: true });
    document.addEventListener("visibilitychange", onSign, { signal: stop.signal });
    onSign();
    return () => {
      stop.abort();
      clearTimeout(idle);
    };
  }, [client, state]);
}

function deviceOfPage(): "desktop" | "tablet" | "phone" {
  if (!matchMedia("(pointer: coarse)").matches) return "desktop";
  return matchMedia("(min-width: 700px)").matches ? "tablet" : "phone";
}
