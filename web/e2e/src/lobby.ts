import {
  type Browser,
  type BrowserContext,
  chromium,
  type Locator,
  type Page,
  type WebSocketRoute,
} from "playwright-core";
import { expect } from "vitest";

export const PATIENCE = { timeout: 15_000, interval: 50 };

/** The lobby's page, for the site of the tests. */
export const LOBBY = "/lobby/?site=demo";

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}

/** One person's tab in the lobby of the demo. */
export class Lobby {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** A person of a browser of their own. */
  static async enter(browser: Browser, url: string, name: string): Promise<Lobby> {
    const context = await browser.newContext({ locale: "en-GB" });
    return Lobby.enterIn(context, url, name);
  }

  static async enterIn(context: BrowserContext, url: string, name: string): Promise<Lobby> {
    const page = await context.newPage();
    await page.goto(`${url}${LOBBY}`);
    await page.getByLabel("Your name").fill(name);
    await page.getByRole("button", { name: "Enter the lobby" }).click();
    const lobby = new Lobby(page);
    await lobby.connected();
    return lobby;
  }

  /** Another tab of the same person. */
  static async openIn(context: BrowserContext, url: string): Promise<Lobby> {
    const page = await context.newPage();
    await page.goto(`${url}${LOBBY}`);
    const lobby = new Lobby(page);
    await lobby.connected();
    return lobby;
  }

  get field(): Locator {
    return this.page.getByRole("textbox", { name: "Write a message" });
  }

  async connected(): Promise<void> {
    await this.page.locator("summary", { hasText: /Excellent|Good|Fair|Poor/ }).waitFor(PATIENCE);
    await this.page
      .getByText(/person here|people here/)
      .first()
      .waitFor({ state: "attached", ...PATIENCE });
  }

  async send(...texts: string[]): Promise<void> {
    for (const text of texts) {
      await this.field.fill(text);
      await this.field.press("Enter");
    }
  }

  /** The texts shown, in order, those not yet sent included. */
  texts(): Promise<string[]> {
    return this.page.locator("[data-message]").allInnerTexts();
  }

  async shows(...texts: string[]): Promise<void> {
    await expect
      .poll(async () => (await this.texts()).filter((text) => texts.includes(text)), PATIENCE)
      .toEqual(texts);
  }

  async waiting(count: number): Promise<void> {
    await expect
      .poll(() => this.page.getByRole("img", { name: "Waiting to be sent" }).count(), PATIENCE)
      .toBe(count);
  }

  async showsAllSent(...texts: string[]): Promise<void> {
    await this.shows(...texts);
    await this.waiting(0);
  }
}

/** The way from a browser to the server, but not to the page's own files, so that a page can reload while cut off. */
export class Wire {
  readonly #sockets = new Set<WebSocketRoute>();
  #cut = false;

  /** To be called before the browser opens a page. */
  static async of(context: BrowserContext): Promise<Wire> {
    const wire = new Wire();
    await context.route(/\/(api|stream)(\/|$)/, (route) => (wire.#cut ? route.abort() : route.continue()));
    await context.routeWebSocket(/\/ws$/, (socket) => wire.#route(socket));
    return wire;
  }

  async cut(): Promise<void> {
    this.#cut = true;
    await Promise.all([...this.#sockets].map((socket) => socket.close()));
    this.#sockets.clear();
  }

  mend(): void {
    this.#cut = false;
  }

  #route(socket: WebSocketRoute): void {
    if (this.#cut) {
      socket.close();
      return;
    }
    socket.connectToServer();
    this.#sockets.add(socket);
  }
}
