import type { SealedRoom, SealedState } from "@bellhop/client/sealed";
import { useEffect, useState } from "react";
import { useClient } from "./provider";

export type SealedView = SealedState & Pick<SealedRoom, "fingerprint">;

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
      const show = () => setView({ ...sealed.getSnapshot(), fingerprint });
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
