import type { ChannelEvent, Principal } from "@bellhop/client";
import { useClient } from "@bellhop/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { TYPING_EVERY_MILLISECONDS, type Typing, withoutExpired, withTyping } from "./typing";

const NOBODY: Typing = new Map();

export interface TypingView {
  /** Names of the others who are writing. */
  readonly names: readonly string[];
  /** A signal of the room came. */
  onSignal(signal: ChannelEvent): void;
  /** A message of this person came: whoever sent is no longer writing it. */
  onMessage(from: Principal): void;
  /** Tells the room, at most every 3 s, and at once when it ends. */
  tell(isTyping: boolean): void;
}

export function useTyping(room: string, own: string | undefined): TypingView {
  const client = useClient();
  const [typing, setTyping] = useState(NOBODY);
  const toldAt = useRef(0);

  useEffect(() => {
    if (typing.size === 0) return;
    const earliest = Math.min(...[...typing.values()].map(({ until }) => until));
    const timer = setTimeout(
      () => setTyping((now) => withoutExpired(now, Date.now())),
      Math.max(0, earliest - Date.now()) + 10,
    );
    return () => clearTimeout(timer);
  }, [typing]);

  const onSignal = useCallback(
    ({ type, data }: ChannelEvent) => {
      if (type !== "typing") return;
      const { from, typing: isTyping } = data as { from: Principal; typing: boolean };
      if (from.id !== own) setTyping((now) => withTyping(now, from, isTyping, Date.now()));
    },
    [own],
  );

  const onMessage = useCallback((from: Principal) => {
    setTyping((now) => (now.has(from.id) ? withTyping(now, from, false, Date.now()) : now));
  }, []);

  const tell = useCallback(
    (isTyping: boolean) => {
      const now = Date.now();
      const due = isTyping ? now - toldAt.current >= TYPING_EVERY_MILLISECONDS : toldAt.current > 0;
      if (!due || client.connection.getSnapshot().state !== "connected") return;
      toldAt.current = isTyping ? now : 0;
      client
        .call("chat.typing", { room, typing: isTyping }, { timeout: TYPING_EVERY_MILLISECONDS })
        .catch(() => {});
    },
    [client, room],
  );

  return { names: [...typing.values()].map(({ name }) => name), onSignal, onMessage, tell };
}
