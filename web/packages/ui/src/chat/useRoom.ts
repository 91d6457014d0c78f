import {
  BellhopError,
  type ChatMessage,
  type Member,
  type Methods,
  type Since,
  type StoredEvent,
} from "@bellhop/client";
import { useChannel, useClient, useConnection, useOutbox } from "@bellhop/react";
import { useCallback, useEffect, useRef, useState } from "react";
import {
  EMPTY_TIMELINE,
  isSendTo,
  type Timeline,
  type TimelineMessage,
  type UnsentMessage,
  unsentOf,
  withMessages,
  withOlder,
} from "./timeline";
import { useTyping } from "./useTyping";

export interface RoomView {
  readonly phase: "loading" | "ready" | "failed";
  readonly timeline: Timeline;
  readonly unsent: readonly UnsentMessage[];
  readonly members: readonly Member[];
  readonly count: number | undefined;
  readonly typing: readonly string[];
  readonly own: string | undefined;
  readonly loadingOlder: boolean;
  loadOlder(): void;
  send(text: string): void;
  tellTyping(isTyping: boolean): void;
}

/** A chat room: its history from a snapshot, then every message since, one's own unsent ones, and who is there. */
export function useRoom(room: string): RoomView {
  const client = useClient();
  const own = useConnection().principal?.id;
  const outbox = useOutbox();
  const history = useHistory(room);
  const { timeline, add } = history;
  const typing = useTyping(room, own);

  const onEvent = (event: StoredEvent) => {
    if (event.type !== "message") return;
    const { offset, at, data } = event;
    const { text, from, clientId } = data as Pick<ChatMessage, "text" | "from" | "clientId">;
    add([{ offset, at, text, from, arrivedAt: Date.now(), ...(clientId && { clientId }) }]);
    typing.onMessage(from);
  };
  const channel = useChannel(`chat:${room}`, {
    enabled: history.position !== undefined,
    presence: true,
    ...(history.position && { since: history.position }),
    onEvent,
    onSignal: typing.onSignal,
    onSnapshotNeeded: history.reload,
  });

  useCommitted(room, add);

  const send = (text: string) => {
    typing.tell(false);
    client.call("chat.send", { room, text, clientId: newClientId() }, { queue: true }).catch(() => {});
  };
  return {
    phase: history.phase,
    timeline,
    unsent: unsentOf(outbox, room, timeline),
    members: channel.members,
    count: channel.count,
    typing: typing.names,
    own,
    loadingOlder: history.loadingOlder,
    loadOlder: history.loadOlder,
    send,
    tellTyping: typing.tell,
  };
}

/** Shows one's own message as sent as soon as its answer says so, even before its event comes. */
function useCommitted(room: string, add: (messages: TimelineMessage[]) => void): void {
  const client = useClient();
  useEffect(
    () =>
      client.on("committed", ({ entry, result }) => {
        const from = client.connection.getSnapshot().principal;
        if (!from || !isSendTo(room)(entry)) return;
        const { offset, at } = result as Methods["chat.send"]["result"];
        const { text = "", clientId } = entry.params;
        add([{ offset, at, from, text, clientId }]);
      }),
    [client, room, add],
  );
}

interface HistoryView {
  readonly phase: RoomView["phase"];
  readonly timeline: Timeline;
  /** Up to where the first page is true; the subscription starts there. */
  readonly position: Since | undefined;
  readonly loadingOlder: boolean;
  add(messages: readonly TimelineMessage[]): void;
  loadOlder(): void;
  reload(): void;
}

const RETRY_MILLISECONDS = 1_000;

function useHistory(room: string): HistoryView {
  const client = useClient();
  const [phase, setPhase] = useState<RoomView["phase"]>("loading");
  const [timeline, setTimeline] = useState(EMPTY_TIMELINE);
  const [position, setPosition] = useState<Since>();
  const [loadingOlder, setLoadingOlder] = useState(false);
  const [round, setRound] = useState(0);
  const busy = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round loads anew
  useEffect(() => {
    const stopped = new AbortController();
    const load = async () => {
      while (!stopped.signal.aborted) {
        try {
          const page = await client.call("chat.history", { room });
          if (stopped.signal.aborted) return;
          const { messages, moreBefore: more, position: upTo } = page;
          setTimeline((now) =>
            withMessages(
              { messages, more },
              now.messages.filter(({ offset }) => offset > upTo.offset),
            ),
          );
          setPosition(upTo);
          return setPhase("ready");
        } catch (cause) {
          if (stopped.signal.aborted) return;
          if (!(cause instanceof BellhopError && cause.retryable)) return setPhase("failed");
          await new Promise((resolve) => setTimeout(resolve, cause.retryAfter ?? RETRY_MILLISECONDS));
        }
      }
    };
    void load();
    return () => stopped.abort();
  }, [client, room, round]);

  const add = useCallback((messages: readonly TimelineMessage[]) => {
    setTimeline((now) => withMessages(now, messages));
  }, []);

  const oldest = timeline.messages[0]?.offset;
  const loadOlder = useCallback(async () => {
    if (busy.current || oldest === undefined) return;
    busy.current = true;
    setLoadingOlder(true);
    try {
      const page = await client.call("chat.history", { room, before: oldest });
      setTimeline((now) => withOlder(now, page.messages, page.moreBefore));
    } catch {
      setTimeline((now) => ({ ...now, more: true }));
    } finally {
      busy.current = false;
      setLoadingOlder(false);
    }
  }, [client, room, oldest]);

  const reload = useCallback(() => setRound((now) => now + 1), []);
  return { phase, timeline, position, loadingOlder, add, loadOlder, reload };
}

/** Names a message of one's own, to know it again when it comes back. */
function newClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(36)).join("-");
}
