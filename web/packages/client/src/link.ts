import type { LinkStatus } from "./status";
import type { ChannelEvent, Since, SubscribeAnswer, WireError } from "./wire";

/** What a tab asks of the connection. Ids are the tab's own. */
export type Command =
  | {
      do: "call";
      id: string;
      method: string;
      params: unknown;
      key: string | undefined;
    }
  | {
      do: "subscribe";
      id: string;
      channel: string;
      filter: string | undefined;
      presence: boolean;
      since: Since | undefined;
    }
  | { do: "unsubscribe"; id: string; channel: string }
  | { do: "measure" }
  /** While there is no connection: somebody waits for it. */
  | { do: "hurry" };

/** What the connection tells a tab. */
export type Reply =
  | { re: "answer"; id: string; result?: unknown; error?: WireError | undefined }
  | {
      re: "subscribed";
      channel: string;
      ids: string[];
      /** The position that the server was asked to go on from. */
      since: Since | undefined;
      answer: SubscribeAnswer;
    }
  | { re: "refused"; channel: string; ids: string[]; error: WireError }
  | { re: "events"; channel: string; events: ChannelEvent[] }
  | { re: "synced"; channel: string; offset: number };

export interface LinkHandlers {
  status(status: LinkStatus): void;
  reply(reply: Reply): void;
  /** Something in the store that all tabs share has changed; or this tab became the one that sends. */
  outbox(note?: OutboxNote): void;
}

/** Tells other tabs how a kept call ended. */
export interface OutboxNote {
  key: string;
  result?: unknown;
}

/**
 * A tab's way to the connection: its own, or the one that all tabs share. Commands hold for one term of the
 * status and are forgotten with it.
 */
export interface Link {
  /** Whether this tab owns the connection, and so sends what the outbox keeps. */
  readonly leads: boolean;
  start(): void;
  stop(): void;
  send(command: Command): void;
  announce(note?: OutboxNote): void;
}
