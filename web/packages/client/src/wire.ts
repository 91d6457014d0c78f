import type { CloseCode, ErrorCode } from "./generated/protocol";
import type { Member, Position, Principal } from "./names";

/** A JSON-RPC request as this client sends it. */
export interface WireRequest {
  id: number | string;
  method: string;
  params: unknown;
  key?: string | undefined;
}

export interface WireError {
  code: number;
  message: string;
  data?: { code: ErrorCode; retry: boolean; after?: number; field?: string };
}

export interface WireAnswer {
  id: number | string;
  result?: unknown;
  error?: WireError;
}

/** An event of a channel. One without `offset` is a signal: never stored, never replayed. */
export interface ChannelEvent {
  offset?: number;
  type: string;
  data: unknown;
  at: string;
  actor?: string;
}

/** Where a subscription starts; without an epoch, any will do. */
export interface Since {
  epoch?: string | undefined;
  offset: number;
}

export interface Welcome {
  session: string;
  site: string;
  principal: Principal;
  expires: string;
  time: string;
  ping: { interval: number; timeout: number };
  limits: { frame: number; inFlight: number };
  flags: Record<string, unknown>;
}

export interface SubscribeAnswer extends Position {
  recovered?: boolean;
  members?: Member[];
  count?: number;
}

export type Notice =
  | { method: "events"; params: { channel: string; events: ChannelEvent[] } }
  | { method: "synced"; params: { channel: string; offset: number } }
  | { method: "unsubscribed"; params: { channel: string; code: ErrorCode; message: string } }
  | { method: "ping"; params: unknown }
  | {
      method: "disconnect";
      params: { code: CloseCode; message: string; retry: boolean; after?: number };
    };

export type Incoming = WireAnswer | Notice;

export function encodeRequest(request: WireRequest): string {
  return JSON.stringify({ jsonrpc: "2.0", ...request });
}

/** The messages of a frame, a batch or one; none if it is not JSON. */
export function decodeFrame(frame: string): Incoming[] {
  try {
    const decoded: unknown = JSON.parse(frame);
    return (Array.isArray(decoded) ? decoded : [decoded]) as Incoming[];
  } catch {
    return [];
  }
}

export function isNotice(message: Incoming): message is Notice {
  return "method" in message;
}
