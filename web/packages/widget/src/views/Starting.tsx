import type { Methods } from "@bellhop/client";
import { useClient, useOutbox } from "@bellhop/react";
import { useEffect } from "react";
import { Unsent } from "../parts/Unsent";
import type { Pending } from "../shell/shell";
import { useTexts } from "../texts/texts";

interface StartingProps {
  /** The first message, as long as the outbox does not have it. */
  start: Pending | undefined;
  onNothing(): void;
}

/** The first message of a conversation while it is on its way; `onNothing` where there is none. */
export function Starting({ start, onNothing }: StartingProps) {
  const { home } = useTexts();
  const { outbox, connection } = useClient();
  const kept = useOutbox().filter(({ method }) => method === "desk.start");
  const entries = start ? [{ key: start.clientId, params: start, state: "pending" }] : kept;
  const isKnown = connection.getSnapshot().state === "connected";
  const nothing = isKnown && entries.length === 0;
  useEffect(() => {
    if (!nothing) return;
    const timer = setTimeout(onNothing, GRACE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [nothing, onNothing]);
  return (
    <div className="chat-frame">
      <div className="chat-scroll">
        <ol className="list">
          {entries.map(({ key, params, state }) => (
            <Unsent
              key={key}
              text={(params as Methods["desk.start"]["params"]).text ?? home.sealed}
              failed={state === "failed"}
              files={0}
              onRetry={() => void outbox.retry(key)}
              onDiscard={() => void outbox.discard(key)}
            />
          ))}
        </ol>
      </div>
    </div>
  );
}

/** An entry is kept a moment after it was written, and gone a moment before its answer is heard. */
const GRACE_MILLISECONDS = 1_000;
