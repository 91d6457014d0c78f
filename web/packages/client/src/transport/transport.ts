import type { BellhopError } from "../errors";

export type TransportName = "websocket" | "sse";

/** Why a transport ended: the WebSocket close code if there was one. */
export interface Closed {
  number?: number;
  error?: BellhopError;
}

export interface TransportHandlers {
  frame(text: string): void;
  /** Called once, whether it ever opened or not, unless `close` was called. */
  closed(closed: Closed): void;
}

/** One way to carry frames, from its opening to its end. */
export interface Transport {
  send(frame: string): void;
  /** Ends it without a further callback. */
  close(): void;
}

/** Opens a transport at the server's base address, its first frame being `first`. */
export type TransportOpener = (url: URL, first: string, handlers: TransportHandlers) => Transport;
