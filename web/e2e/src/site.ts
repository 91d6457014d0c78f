import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launch } from "./lobby";
import { type Server, startServer } from "./server";

/** A server with a fresh ledger and a browser for one test file; `restart` keeps the ledger. */
export class Site {
  readonly #port: number;
  readonly #site: readonly string[];
  readonly #config: string | undefined;
  #dataDir = "";
  #server: Server | undefined;
  #browser: Browser | undefined;

  private constructor(port: number, site: readonly string[], config?: string) {
    this.#port = port;
    this.#site = site;
    this.#config = config;
  }

  /** @param lines more of the site's configuration */
  static forTests(port: number, lines: readonly string[] = []): Site {
    return new Site(port, lines).#forTests();
  }

  /** What `bellhop demo` runs. */
  static ofDemo(port: number): Site {
    return new Site(port, [], resolve(import.meta.dirname, "../../../config/demo.yaml")).#forTests();
  }

  get server(): Server {
    if (!this.#server) throw new Error("The server is not running");
    return this.#server;
  }

  get url(): string {
    return this.server.url;
  }

  get browser(): Browser {
    if (!this.#browser) throw new Error("The browser is not running");
    return this.#browser;
  }

  /** Where the server keeps all that it knows. */
  get dataDir(): string {
    return this.#dataDir;
  }

  async restart(): Promise<void> {
    this.#server = await startServer({
      port: this.#port,
      dataDir: this.#dataDir,
      site: this.#site,
      config: this.#config,
    });
  }

  #forTests(): Site {
    beforeAll(() => this.#open());
    afterAll(() => this.#close());
    return this;
  }

  async #open(): Promise<void> {
    this.#dataDir = await mkdtemp(join(tmpdir(), "bellhop-e2e-"));
    await this.restart();
    this.#browser = await launch();
  }

  async #close(): Promise<void> {
    await this.#browser?.close();
    await this.#server?.stop();
    await rm(this.#dataDir, { recursive: true, force: true });
  }
}
