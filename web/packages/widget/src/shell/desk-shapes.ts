import type { CallOptions } from "@bellhop/client";
import type { Sender } from "@bellhop/client/chat";

export interface OwnConversation {
  room: string;
  status: "open" | "snoozed" | "resolved";
  topic?: string;
  assignee?: Sender;
  encrypted: boolean;
  stars?: number;
  openedAt: string;
  at: string;
}

export interface Hours {
  open: boolean;
  changesAt?: string;
  zone: string;
  replySeconds: number;
  measured: boolean;
}

export interface Topic {
  id: string;
  name: string;
}

export interface StartParams {
  text?: string;
  topic?: string;
  name?: string;
  email?: string;
  clientId?: string;
}

interface DeskMethods {
  "desk.start": { params: StartParams; result: { room: string; offset?: number } };
  "desk.mine": { params: object; result: { conversations: OwnConversation[] } };
  "desk.rate": { params: { room: string; stars: number; remark?: string }; result: object };
  "desk.hours": { params: object; result: Hours };
  "desk.topics": { params: object; result: { topics: Topic[] } };
}

/** The calls that the generated types do not know yet. */
export interface DeskCalls {
  call<M extends keyof DeskMethods>(
    method: M,
    params: DeskMethods[M]["params"],
    options?: CallOptions,
  ): Promise<DeskMethods[M]["result"]>;
}
