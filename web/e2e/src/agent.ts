import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect, vi } from "vitest";
import { PATIENCE } from "./lobby";
import type { Site } from "./site";

const PASSWORD = "a quite long password";

/** Somebody of the staff at the console. */
export class Agent {
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

  /** The first manager, by the link that the server prints. */
  static async first(site: Site, name: string, options: BrowserContextOptions = {}): Promise<Agent> {
    const link = /#setup=[\w.~-]+/;
    await vi.waitFor(() => expect(site.server.output()).toMatch(link), PATIENCE);
    const [setup] = link.exec(site.server.output()) ?? [];
    return Agent.by(site, `${site.url}/console/?site=demo${setup}`, name, options);
  }

  /** The manager of one of the demo's sites, whom the start page signs in, at work. */
  static async ofDemo(site: Site, id: string, options: BrowserContextOptions = {}): Promise<Agent> {
    const context = await site.browser.newContext({ locale: "en-GB", ...options });
    const agent = new Agent(await context.newPage());
    await agent.page.goto(`${site.url}/enter/?site=${id}`);
    await agent.page.getByRole("heading", { name: "Inbox" }).waitFor(PATIENCE);
    return agent;
  }

  /** The same one at another window or device, where this one's sign-in is known. */
  async elsewhere(site: Site, options: BrowserContextOptions = {}): Promise<Agent> {
    const storageState = await this.page.context().storageState();
    const context = await site.browser.newContext({ locale: "en-GB", ...options, storageState });
    const agent = new Agent(await context.newPage());
    await agent.page.goto(this.page.url());
    return agent;
  }

  /** A colleague whom this one invites. */
  async invites(site: Site, name: string, options: BrowserContextOptions = {}): Promise<Agent> {
    await this.goTo("People");
    await this.button("Create invitation link").click();
    const link = await this.page.getByRole("status").locator("code").textContent(PATIENCE);
    await this.goTo("Inbox");
    return Agent.by(site, link ?? "", name, options);
  }

  private static async by(
    site: Site,
    link: string,
    name: string,
    options: BrowserContextOptions,
  ): Promise<Agent> {
    const context = await site.browser.newContext({ locale: "en-GB", ...options });
    const agent = new Agent(await context.newPage());
    const { page } = agent;
    await page.goto(link);
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("E-mail").fill(`${name.split(" ")[0]?.toLowerCase()}@example.com`);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByRole("heading", { name: "Inbox" }).waitFor(PATIENCE);
    return agent;
  }

  get switch(): Locator {
    return this.page.getByRole("switch");
  }

  get field(): Locator {
    return this.page.getByRole("textbox", { name: "Write a reply" });
  }

  get noteField(): Locator {
    return this.page.getByRole("textbox", { name: "Write a note" });
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  row(name: string): Locator {
    return this.page.locator("[data-room]", { hasText: name });
  }

  async goTo(page: string): Promise<void> {
    await this.page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: page }).click();
  }

  async queue(name: string): Promise<void> {
    await this.goTo("Inbox");
    await this.page.getByRole("navigation", { name: "Queues" }).getByRole("link", { name }).click();
  }

  async open(name: string): Promise<void> {
    await this.row(name).click(PATIENCE);
    await this.page.getByRole("heading", { name, level: 1 }).waitFor(PATIENCE);
  }

  /** Switches to available, and waits until the server knows. */
  async becomesAvailable(): Promise<void> {
    await this.switch.click();
    await this.page.locator('[role="switch"][aria-checked="true"]').waitFor(PATIENCE);
  }

  async reply(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press("Enter");
  }

  async note(text: string): Promise<void> {
    await this.button("Note").click();
    await this.noteField.fill(text);
    await this.noteField.press("Enter");
    await this.button("Reply").click();
  }

  async shows(text: string): Promise<void> {
    await this.page.locator("[data-message]", { hasText: text }).first().waitFor(PATIENCE);
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor(PATIENCE);
  }

  async count(queue: string, expected: number): Promise<void> {
    const tab = this.page.getByRole("navigation", { name: "Queues" }).getByRole("link", { name: queue });
    await expect.poll(() => tab.textContent(), PATIENCE).toMatch(new RegExp(`\\D${expected}$`));
  }
}
