import type { ChatSendParams } from "../generated/protocol";
import type { OutboxEntry } from "../outbox/store";
import type { Timeline } from "./timeline";

/** One's own message that is not committed as far as this page knows. */
export interface UnsentMessage {
  /** Names the outbox's entry. */
  key: string;
  text: string;
  /** Milliseconds since 1970. */
  at: number;
  failed: boolean;
  replyTo: number | undefined;
  /** Ids of the files that go with it. */
  files: readonly string[];
}

/** A message in the outbox, or on its way there. */
export type Underway = Pick<SendEntry, "key" | "params" | "at" | "state">;

/**
 * What is on its way, but for what has come in already and whose answers are about to say so.
 *
 * @param textOf what a sealed one says, by its client id
 */
export function unsentOf(
  underway: readonly Underway[],
  { messages }: Timeline,
  textOf: (clientId: string) => string | undefined,
): UnsentMessage[] {
  const arrived = new Set(messages.map(({ clientId }) => clientId));
  return underway
    .filter(({ params }) => !arrived.has(params.clientId))
    .map(({ key, params: { clientId, text = textOf(clientId) ?? "", replyTo, files = [] }, at, state }) => {
      return { key, text, at, failed: state === "failed", replyTo, files };
    });
}

type SendEntry = OutboxEntry & { params: ChatSendParams & { clientId: string } };

export function isSendTo(room: string): (entry: OutboxEntry) => entry is SendEntry {
  return (entry): entry is SendEntry =>
    entry.method === "chat.send" && (entry.params as { room?: unknown }).room === room;
}
