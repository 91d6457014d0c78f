import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { violations } from "../src/accessibility";
import { LOBBY, Lobby } from "../src/lobby";
import { Site } from "../src/site";

const site = Site.forTests(18_106);
const shots = join(import.meta.dirname, "../screenshots");

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

      await page.goto(`${site.url}${LOBBY}`);
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
      await page.goto(`${site.url}/console/?site=demo`);
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
