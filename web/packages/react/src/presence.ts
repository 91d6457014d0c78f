import { chatOf, type PersonStatus, type PresenceState } from "@bellhop/client/chat";
import { useReadable } from "./connection";
import { useClient } from "./provider";

/** Who is in a channel, for example `chat:lobby`, and how many. */
export function usePresence(channel: string): PresenceState {
  return useReadable(chatOf(useClient()).presence(channel));
}

/** Whether somebody is there, live: their status, their own words, with what, or when they were seen last. `undefined` until known. */
export function useStatus(person: string): PersonStatus | undefined {
  return useReadable(chatOf(useClient()).person(person)).status;
}
