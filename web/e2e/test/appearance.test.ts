import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { Lobby } from "../src/lobby";
import { Site } from "../src/site";

const site = Site.forTests(18_106);
const shots = join(import.meta.dirname, "../screenshots");
const axe = createRequire(import.meta.url).resolve("axe-core");

beforeAll(() => mkdir(shots, { recursive: true }));

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.each([390, 1440])(
    "the pages are accessible, and nothing breaks the policy, at %i px",
    async (width) => {
      const viewport = { width, height: width > 900 ? 900 : 844 };
      const context = await site.browser.newContext({ locale: "en-GB", colorScheme, viewport });
      const complaints: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      const page = await context.newPage();

      await page.goto(site.url);
      await inspect(page, `welcome-${width}-${colorScheme}`);
      await page.getByLabel("Your name").fill("Anna Berg");
      await page.getByRole("button", { name: "Enter the lobby" }).click();
      const lobby = new Lobby(page);
      await lobby.connected();
      await lobby.send("Good evening! Is the terrace still open?");
      await lobby.waiting(0);
      await inspect(page, `lobby-${width}-${colorScheme}`);
      await context.setOffline(true);
      await lobby.send("See you there.");
      await lobby.waiting(1);
      await inspect(page, `offline-${width}-${colorScheme}`);
      await context.setOffline(false);
      await page.goto(`${site.url}/console/`);
      await inspect(page, `console-${width}-${colorScheme}`);

      expect(complaints.filter((text) => !text.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
      await context.close();
    },
  );
});

async function inspect(page: Page, name: string): Promise<void> {
  await page.getByRole("heading").first().waitFor();
  await page.screenshot({ path: join(shots, `${name}.png`) });
  expect(await violations(page), name).toEqual([]);
}

/** What axe finds by WCAG 2.2 AA; its code is evaluated by the debugger, so the page's policy stays as it is. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axe, "utf8"));
  return page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as { axe: typeof import("axe-core") };
    const results = await tool.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  });
}
