import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { PATIENCE } from "./lobby";

/** A visitor of a page with the widget. */
export class Visitor {
  readonly page: Page;
  /** What the browser complained about: scripts that failed, and what the policy stopped. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    page.on("pageerror", ({ message }) => this.complaints.push(message));
  }

  static async of(browser: Browser, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Visitor> {
    return Visitor.in(await browser.newContext({ locale: "en-GB", ...options }));
  }

  static async in(context: BrowserContext): Promise<Visitor> {
    return new Visitor(await context.newPage());
  }

  get launcher(): Locator {
    return this.page.getByRole("button", { name: /^Chat|^Close chat$/ });
  }

  get field(): Locator {
    return this.page.getByRole("textbox", { name: "Write a message" });
  }

  async open(): Promise<void> {
    await this.launcher.click(PATIENCE);
    await this.page.getByRole("dialog").waitFor(PATIENCE);
  }

  /** From the open chat to a conversation that the server knows. */
  async start(text: string, fill: Record<string, string> = { "Your name": "Anna Berg" }): Promise<void> {
    await this.page.getByRole("button", { name: "Send us a message" }).click(PATIENCE);
    for (const [label, value] of Object.entries(fill)) await this.page.getByLabel(label).fill(value);
    await this.page.getByLabel("Your message").fill(text);
    await this.page.getByRole("button", { name: "Start the conversation" }).click();
    await this.field.waitFor(PATIENCE);
  }

  /** Signs in on a page that has the loader's script. */
  identify(token: string): Promise<void> {
    return this.page.evaluate((given) => {
      (window as unknown as { bellhop(...command: string[]): void }).bellhop("identify", given);
    }, token);
  }

  async send(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press("Enter");
  }

  shows(text: string): Promise<void> {
    return this.page.locator("[data-message]", { hasText: text }).waitFor(PATIENCE);
  }
}
