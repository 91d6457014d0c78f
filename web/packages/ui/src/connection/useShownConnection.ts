import type { ConnectionStatus, Quality } from "@bellhop/client";
import { useConnection } from "@bellhop/react";
import { useRef } from "react";

/** What the person is told. A quick reconnect is not worth a word: the words before it stay. */
export type ShownState = "connecting" | "connected" | "reconnecting" | "offline" | "failed" | Quality;

export function useShownConnection(): { shown: ShownState; status: ConnectionStatus } {
  const status = useConnection();
  const before = useRef<ShownState>("connecting");
  const shown = shownState(status, before.current);
  before.current = shown;
  return { shown, status };
}

export function shownState({ state, lost, health }: ConnectionStatus, before: ShownState): ShownState {
  if (state === "connected") return health.quality ?? "connected";
  if (state === "offline" || state === "failed") return state;
  if (lost) return "reconnecting";
  return state === "reconnecting" ? before : "connecting";
}
