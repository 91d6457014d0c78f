import type { MethodName, Methods } from "@bellhop/client";
import { useClient } from "@bellhop/react";
import { useState } from "react";
import type { Conversation } from "../stores/shapes";

export interface ActionsView {
  readonly pending: boolean;
  /** Why the last one did not work, until the next. */
  readonly error: unknown;
  take(): void;
  resolve(): void;
  reopen(): void;
  snooze(until: Date): Promise<boolean>;
  /** Resolves to whether it worked. */
  assign(whom: Omit<Methods["desk.assign"]["params"], "room">): Promise<boolean>;
}

/** What is done with a conversation. What came of it shows when the inbox tells. */
export function useActions({ room }: Pick<Conversation, "room">): ActionsView {
  const client = useClient();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async <M extends MethodName>(method: M, params: Methods[M]["params"]): Promise<boolean> => {
    setPending(true);
    setError(undefined);
    try {
      await client.call(method, params);
      return true;
    } catch (cause) {
      setError(cause);
      return false;
    } finally {
      setPending(false);
    }
  };
  return {
    pending,
    error,
    take: () => void run("desk.take", { room }),
    resolve: () => void run("desk.resolve", { room }),
    reopen: () => void run("desk.reopen", { room }),
    snooze: (until) => run("desk.snooze", { room, until: until.toISOString() }),
    assign: (whom) => run("desk.assign", { room, ...whom }),
  };
}
