import type { ConnectionStatus, OutboxEntry, Readable } from "@bellhop/client";
import { useSyncExternalStore } from "react";
import { useClient } from "./provider";

/** A readable's value; renders again when it changes. */
export function useReadable<T>({ subscribe, getSnapshot }: Readable<T>): T {
  return useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
}

/** State, principal, flags and health of the connection. */
export function useConnection(): ConnectionStatus {
  return useReadable(useClient().connection);
}

/** What waits to be committed, oldest first. */
export function useOutbox(): readonly OutboxEntry[] {
  return useReadable(useClient().outbox);
}
