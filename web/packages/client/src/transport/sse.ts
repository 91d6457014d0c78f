import { BellhopError } from "../errors";
import { failureOf } from "../http";
import { decodeFrame, isNotice, type Welcome } from "../wire";
import type { Transport, TransportHandlers, TransportOpener } from "./transport";

/** Carries frames down a `fetch` stream of server-sent events, and up by POST, one at a time to keep the order. */
export function sseOpener(request: typeof fetch): TransportOpener {
  return (url, first, handlers) => new SseTransport(request, url, first, handlers);
}

class SseTransport implements Transport {
  readonly #request: typeof fetch;
  readonly #url: URL;
  readonly #handlers: TransportHandlers;
  readonly #abort = new AbortController();
  #session: string | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(request: typeof fetch, url: URL, first: string, handlers: TransportHandlers) {
    this.#request = request;
    this.#url = url;
    this.#handlers = handlers;
    this.#receive(first).catch((cause: unknown) => this.#end(cause));
  }

  send(frame: string): void {
    this.#queue = this.#queue.then(() => this.#post(frame)).catch((cause) => this.#end(cause));
  }

  close(): void {
    this.#abort.abort();
  }

  async #receive(first: string): Promise<void> {
    const response = await this.#fetch("stream", first, {});
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const split = frameSplitter((frame) => this.#frame(frame));
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      split(part.value);
    }
    throw new BellhopError("network", "The stream ended");
  }

  #frame(frame: string): void {
    if (this.#abort.signal.aborted) return;
    this.#session ??= sessionOf(frame);
    this.#handlers.frame(frame);
  }

  async #post(frame: string): Promise<void> {
    if (this.#abort.signal.aborted) return;
    await this.#fetch("stream/messages", frame, { "Bellhop-Session": this.#session ?? "" });
  }

  async #fetch(path: string, body: string, headers: Record<string, string>): Promise<Response> {
    const response = await this.#request(new URL(path, this.#url), {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json", ...headers },
      signal: this.#abort.signal,
    });
    if (!response.ok) throw await failureOf(response);
    return response;
  }

  #end(cause: unknown): void {
    if (this.#abort.signal.aborted) return;
    this.#abort.abort();
    this.#handlers.closed(cause instanceof BellhopError ? { error: cause } : {});
  }
}

function sessionOf(frame: string): string | undefined {
  const [first] = decodeFrame(frame);
  return first && !isNotice(first) ? (first.result as Welcome | undefined)?.session : undefined;
}

/** Takes the stream's text in pieces as they come and hands out the `data` of each message. */
export function frameSplitter(onFrame: (frame: string) => void): (text: string) => void {
  let rest = "";
  let data: string[] = [];
  return (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("data:")) data.push(line.slice(line[5] === " " ? 6 : 5));
      else if (line === "" && data.length) {
        onFrame(data.join("\n"));
        data = [];
      }
    }
  };
}
