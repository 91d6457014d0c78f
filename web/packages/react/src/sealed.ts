import type { SealedRoom, SealedState } from "@bellhop/client/sealed";
import { useEffect, useRef, useState } from "react";
import { useClient } from "./provider";

export type SealedView = SealedState & Pick<SealedRoom, "fingerprint" | "acknowledge" | "forget">;

/**
 * An encrypted room's devices, and whether this one is ready; live while mounted. `undefined` until the code for it is
 * loaded.
 */
export function useSealed(room: string): SealedView | undefined {
  const client = useClient();
  const [view, setView] = useState<SealedView>();
  useEffect(() => {
    const running = new AbortController();
    const { signal } = running;
    const follow = async () => {
      const { sealedOf } = await import("@bellhop/client/sealed");
      if (signal.aborted) return;
      const sealed = sealedOf(client).room(room);
      const fingerprint = (person: string) => sealed.fingerprint(person);
      const { acknowledge, forget } = sealed;
      const show = () => setView({ ...sealed.getSnapshot(), fingerprint, acknowledge, forget });
      const stops = [sealed.subscribe(show), sealed.follow()];
      signal.addEventListener("abort", () => {
        for (const stop of stops) stop();
      });
      show();
    };
    follow().catch(() => {});
    return () => running.abort();
  }, [client, room]);
  return view;
}

const PAUSE_MILLISECONDS = 300;

/**
 * Keeps over reloads what is being written where it must not lie about in plain. Encrypted with a key of this browser;
 * kept in memory only where the browser cannot do that.
 *
 * @param name what names the text; `undefined` keeps nothing
 * @param restore given what was kept, once
 */
export function useKeptText(name: string | undefined, text: string, restore: (text: string) => void): void {
  const client = useClient();
  const isKnown = useRef<string>(undefined);
  const latest = useRef({ text, restore });
  useEffect(() => {
    latest.current = { text, restore };
  });
  useEffect(() => {
    if (name === undefined) return;
    let stale = false;
    const read = async () => {
      const { vaultOf } = await import("@bellhop/client/sealed");
      const kept = (await vaultOf(client).all<string>(name)).get(name);
      if (stale) return;
      isKnown.current = name;
      if (kept && latest.current.text === "") latest.current.restore(kept);
    };
    read().catch(() => {});
    return () => {
      stale = true;
    };
  }, [client, name]);
  useEffect(() => {
    if (name === undefined || (isKnown.current !== name && text === "")) return;
    const write = async () => {
      const { vaultOf } = await import("@bellhop/client/sealed");
      const vault = vaultOf(client);
      await (text === "" ? vault.take(name) : vault.put(name, text));
    };
    const timer = setTimeout(() => void write().catch(() => {}), text === "" ? 0 : PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [client, name, text]);
}
