import type { BackoffOptions } from "./backoff";
import { debugLog, type Log } from "./log";
import type { TokenProvider } from "./tokens";
import type { TransportName, TransportOpener } from "./transport/transport";
import { type WebSocketConstructor, webSocketOpener } from "./transport/websocket";

export interface ClientOptions {
  /** The server's base address, absolute or relative to the page. */
  url: string;
  /** Asked for a token whenever a fresh one is needed. One client is for one principal. */
  token: TokenProvider;
  /** Keeps clients of several sites on one origin apart. Default: the token's audience. */
  site?: string;
  backoff?: BackoffOptions;
  /** Milliseconds without a connection after which `lost` is set. Default 4,000. */
  lostAfter?: number;
  /** Milliseconds that a call waits for its answer, over reconnects. Default 15,000. */
  timeout?: number;
  /** One connection for all tabs of the browser. Default: where the browser can. */
  tabs?: boolean;
  /** The WebSocket class, where there is no global one; `false` for SSE only. */
  webSocket?: WebSocketConstructor | false;
  fetch?: typeof fetch;
  /** A number from 0 to below 1; for tests with a seed. */
  random?: () => number;
  /** Writes a debug log without secrets. Default: where `localStorage["bellhop:debug"]` is set. */
  debug?: boolean;
}

export interface Settings {
  url: string;
  backoff: BackoffOptions & { limit: number };
  lostAfter: number;
  timeout: number;
  random: () => number;
  log: Log;
  /** The ways to the server, the best first. */
  transports: readonly TransportName[];
  opener(name: TransportName): Promise<TransportOpener>;
}

export function settingsOf(options: ClientOptions): Settings {
  const {
    lostAfter = 4_000,
    timeout = 15_000,
    random = Math.random,
    webSocket = globalThis.WebSocket as WebSocketConstructor | undefined,
    fetch: request = (input, init) => globalThis.fetch(input, init),
  } = options;
  const transports = webSocket ? (["websocket", "sse"] as const) : (["sse"] as const);
  const opener = async (name: TransportName) =>
    name === "websocket" && webSocket
      ? webSocketOpener(webSocket)
      : (await import("./transport/sse")).sseOpener(request);
  return {
    url: options.url,
    backoff: { limit: Number.POSITIVE_INFINITY, ...options.backoff },
    lostAfter,
    timeout,
    random,
    transports,
    opener,
    log: debugLog(options.debug),
  };
}
