import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join, normalize } from "node:path";
import { afterAll, beforeAll } from "vitest";

const WIDGET = join(import.meta.dirname, "../../dist/widget");

/** A business's own page: plain HTML from another origin than the Bellhop server, under a policy that forbids all it can. */
export class Shop {
  readonly url: string;
  readonly #port: number;
  readonly #pages: Record<string, { policy: string; body: string }>;
  #server: Server | undefined;

  private constructor(port: number, server: string) {
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
    const socket = server.replace("http", "ws");
    const common = `default-src 'none'; style-src 'self'; connect-src ${server} ${socket}; img-src ${server} blob:`;
    this.#pages = {
      "/element": {
        policy: `${common}; script-src 'self'`,
        body: `<script type="module" src="/widget/bellhop-chat.js"></script>
               <bellhop-chat site="demo" server="${server}" form="name email topic"></bellhop-chat>`,
      },
      "/encrypted": {
        policy: `${common}; script-src 'self'`,
        body: `<script type="module" src="/widget/bellhop-chat.js"></script>
               <bellhop-chat site="demo" server="${server}" encrypted></bellhop-chat>`,
      },
      "/embedded": {
        policy: `${common}; script-src 'self'`,
        body: `<script type="module" src="/widget/bellhop-chat.js"></script>
               <bellhop-chat site="demo" server="${server}" mode="embedded"></bellhop-chat>`,
      },
      "/script": {
        policy: `${common}; script-src ${server}`,
        body: `<script async src="${server}/widget/embed.js" data-site="demo"></script>`,
      },
    };
  }

  /** @param server the Bellhop server's address */
  static forTests(port: number, server: string): Shop {
    const shop = new Shop(port, server);
    beforeAll(() => shop.#open());
    afterAll(() => shop.#close());
    return shop;
  }

  async #open(): Promise<void> {
    this.#server = createServer(async (request, response) => {
      const path = normalize(request.url ?? "/");
      const page = this.#pages[path];
      if (page) {
        response.setHeader("Content-Type", "text/html; charset=utf-8");
        response.setHeader("Content-Security-Policy", page.policy);
        return response.end(html(page.body));
      }
      const file = path.startsWith("/widget/") ? join(WIDGET, path.slice("/widget/".length)) : undefined;
      const body = file && (await readFile(file).catch(() => undefined));
      if (!body) return response.writeHead(404).end();
      response.setHeader("Content-Type", "text/javascript; charset=utf-8");
      response.end(body);
    });
    await new Promise<void>((done) => this.#server?.listen(this.#port, "127.0.0.1", done));
  }

  #close(): Promise<void> {
    this.#server?.closeAllConnections();
    return new Promise((done) => (this.#server ? this.#server.close(() => done()) : done()));
  }
}

function html(body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Fjordlys Bikes</title>
  </head>
  <body>
    <main>
      <h1>Fjordlys Bikes</h1>
      <p>Bicycles for the coast, since 1974.</p>
      <button type="button">Add to basket</button>
    </main>
    ${body}
  </body>
</html>`;
}
