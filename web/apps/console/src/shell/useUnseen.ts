import { useUnread } from "@bellhop/react";
import { useMemo } from "react";
import { unseenOf } from "../stores/unseen";
import { useInbox } from "./inbox";

/** Messages not read of one's own conversations and of those that are nobody's, by room. */
export function useUnseen(): ReadonlyMap<string, number> {
  const { conversations, own } = useInbox();
  const { rooms } = useUnread("conversation");
  return useMemo(() => unseenOf(conversations.values(), rooms, own), [conversations, rooms, own]);
}
