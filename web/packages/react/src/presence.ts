import { chatOf, type PresenceState } from "@bellhop/client/chat";
import { useReadable } from "./connection";
import { useClient } from "./provider";

/** Who is in a channel, for example `chat:lobby`, and how many. */
export function usePresence(channel: string): PresenceState {
  return useReadable(chatOf(useClient()).presence(channel));
}
