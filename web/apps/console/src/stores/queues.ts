import type { Methods } from "@bellhop/client";
import type { Conversation } from "./shapes";

export type QueueName = Methods["desk.conversations"]["params"]["queue"];
export type Counts = Methods["desk.counts"]["result"];

export const QUEUES: readonly QueueName[] = ["mine", "unassigned", "all", "snoozed", "resolved"];

/** A queue, of one team or of all. */
export interface ListName {
  readonly queue: QueueName;
  readonly team: string | undefined;
}

/** Where a conversation stands in the server's order. */
export type Place = Pick<Conversation, "at" | "room">;

/** Whether a queue has the conversation, as the server decides it. */
export function isIn({ status, assignee }: Conversation, queue: QueueName, own: string): boolean {
  if (queue === "snoozed" || queue === "resolved") return status === queue;
  if (status !== "open") return false;
  if (queue === "mine") return assignee?.id === own;
  return queue === "all" || assignee === undefined;
}

/** The last changed first; among those of the same moment by room, as the server pages them. */
export function byChange(a: Place, b: Place): number {
  const later = Date.parse(b.at) - Date.parse(a.at);
  if (later !== 0) return later;
  return a.room < b.room ? 1 : a.room > b.room ? -1 : 0;
}

/** The counts after a conversation became another. */
export function recounted(counts: Counts, before: Conversation, after: Conversation, own: string): Counts {
  const change = (queue: QueueName) =>
    Math.max(0, counts[queue] + Number(isIn(after, queue, own)) - Number(isIn(before, queue, own)));
  return {
    mine: change("mine"),
    unassigned: change("unassigned"),
    all: change("all"),
    snoozed: change("snoozed"),
    resolved: change("resolved"),
  };
}
