import type { SubscribeOptions, Subscription, SubscriptionStatus } from "@bellhop/client";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useClient } from "./provider";

export interface UseChannelOptions extends SubscribeOptions {
  /** Waits with subscribing while false, for example until the page-load position is known. Default true. */
  enabled?: boolean;
}

export interface ChannelView extends SubscriptionStatus {
  readonly subscription: Subscription | undefined;
}

const WAITING: SubscriptionStatus = { state: "pending", members: [], count: undefined, error: undefined };

/**
 * Subscribes while mounted. The handlers may change with each render; another `channel`, `filter` or `presence`
 * subscribes anew, and `since` counts when that happens.
 */
export function useChannel(channel: string, options: UseChannelOptions = {}): ChannelView {
  const client = useClient();
  const { enabled = true, filter, presence } = options;
  const latest = useLatest(options);
  const [subscription, setSubscription] = useState<Subscription>();

  useEffect(() => {
    if (!enabled) return;
    const { since } = latest.current;
    const made = client.channel(channel).subscribe({
      ...(since && { since }),
      ...(filter !== undefined && { filter }),
      ...(presence !== undefined && { presence }),
      onEvent: (event) => latest.current.onEvent?.(event),
      onSignal: (signal) => latest.current.onSignal?.(signal),
      onSnapshotNeeded: (position) => latest.current.onSnapshotNeeded?.(position),
    });
    setSubscription(made);
    return () => {
      made.unsubscribe();
      setSubscription(undefined);
    };
  }, [client, channel, enabled, filter, presence, latest]);

  const subscribe = useCallback(
    (listener: () => void) => subscription?.status.subscribe(listener) ?? (() => {}),
    [subscription],
  );
  const snapshot = () => subscription?.status.getSnapshot() ?? WAITING;
  const status = useSyncExternalStore(subscribe, snapshot, () => WAITING);
  return { ...status, subscription };
}

function useLatest<T>(value: T) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
