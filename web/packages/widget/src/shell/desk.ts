import type { Methods } from "@bellhop/client";
import type { RoomSummary } from "@bellhop/client/chat";
import { useClient, useConnection, useUnread } from "@bellhop/react";
import { createContext, useContext, useEffect, useMemo, useState } from "react";

type Hours = Methods["desk.hours"]["result"];
type Topic = Methods["desk.topics"]["result"]["topics"][number];
type OwnConversation = Methods["desk.mine"]["result"]["conversations"][number];

/** One of the visitor's conversations: what the desk says of it, and what is unread in it. */
export interface Conversation extends OwnConversation {
  /** Unknown until the room's summary is there. */
  readonly summary: RoomSummary | undefined;
}

export interface DeskView {
  /** Unknown until the server has told. */
  readonly hours: Hours | undefined;
  readonly topics: readonly Topic[];
  /** The active ones first, then the ones that changed last; `undefined` until known. */
  readonly conversations: readonly Conversation[] | undefined;
  rate(room: string, stars: number, remark: string): Promise<void>;
}

const NO_DESK: DeskView = { hours: undefined, topics: [], conversations: undefined, rate: async () => {} };
const DeskContext = createContext(NO_DESK);
export const DeskProvider = DeskContext;

export function useDesk(): DeskView {
  return useContext(DeskContext);
}

export function useConversation(room: string): Conversation | undefined {
  return useDesk().conversations?.find((conversation) => conversation.room === room);
}

const REFRESH_MILLISECONDS = 300_000;

/** Asks the desk when the connection comes up, every five minutes for the hours, and when a notice says that something changed. */
export function useDeskOfServer(): DeskView {
  const client = useClient();
  const connected = useConnection().state === "connected";
  const { rooms } = useUnread("conversation");
  const [mine, setMine] = useState<OwnConversation[]>();
  const [hours, setHours] = useState<Hours>();
  const [topics, setTopics] = useState<Topic[]>([]);
  const news = rooms.map(({ room, last }) => (last?.kind === "notice" ? `${room} ${last.offset}` : room));
  const newest = news.sort().join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a notice in a room tells that its conversation changed
  useEffect(() => {
    if (!connected) return;
    return unlessStale(client.call("desk.mine", {}), ({ conversations }) => setMine(conversations));
  }, [client, connected, newest]);

  useEffect(() => {
    if (!connected) return;
    const ask = () => unlessStale(client.call("desk.hours", {}), setHours);
    const stops = [ask(), unlessStale(client.call("desk.topics", {}), (told) => setTopics(told.topics))];
    const timer = setInterval(ask, REFRESH_MILLISECONDS);
    return () => {
      clearInterval(timer);
      for (const stop of stops) stop();
    };
  }, [client, connected]);

  return useMemo(() => {
    const rate = async (room: string, stars: number, remark: string) => {
      await client.call("desk.rate", { room, stars, ...(remark && { remark }) });
      setMine((now) => now?.map((one) => (one.room === room ? { ...one, stars } : one)));
    };
    return { hours, topics, conversations: mine && joined(mine, rooms), rate };
  }, [client, hours, topics, mine, rooms]);
}

export function joined(mine: readonly OwnConversation[], rooms: readonly RoomSummary[]): Conversation[] {
  const rank = ({ status }: OwnConversation) => (status === "resolved" ? 1 : 0);
  const newest = ({ summary, at }: Conversation) => Date.parse(summary?.at ?? at);
  return mine
    .map((one) => ({ ...one, summary: rooms.find(({ room }) => room === one.room) }))
    .sort((a, b) => rank(a) - rank(b) || newest(b) - newest(a));
}

/** Uses an answer unless it is no longer wanted. A failure changes nothing: the next connection asks again. */
function unlessStale<T>(answer: Promise<T>, use: (answer: T) => void): () => void {
  let stale = false;
  answer.then(
    (result) => stale || use(result),
    () => {},
  );
  return () => {
    stale = true;
  };
}
