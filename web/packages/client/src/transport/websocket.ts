import type { TransportOpener } from "./transport";

/** What this client needs of a WebSocket: the browser's class, or `ws` in Node. */
export interface WebSocketLike {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: string): void;
  close(code?: number): void;
}

export type WebSocketConstructor = new (url: string, protocols: string) => WebSocketLike;

export function webSocketOpener(Socket: WebSocketConstructor): TransportOpener {
  return (url, first, handlers) => {
    const address = new URL("ws", url);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new Socket(address.href, "bellhop.v1");
    socket.onopen = () => socket.send(first);
    socket.onmessage = (event: { data: unknown }) => handlers.frame(String(event.data));
    socket.onclose = (event: { code: number }) => handlers.closed({ number: event.code });
    socket.onerror = () => {};
    return {
      send: (frame) => socket.send(frame),
      close() {
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close(1000);
      },
    };
  };
}
