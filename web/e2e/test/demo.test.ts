import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { violations } from "../src/accessibility";
import { PATIENCE } from "../src/lobby";
import { Site } from "../src/site";
import { Visitor } from "../src/visitor";

const site = Site.ofDemo(18_112);
const shots = join(import.meta.dirname, "../screenshots");
const names = {
  dealer: "Nordvik Bil",
  repair: "Fiks & Ferdig",
  hotel: "Hotel Fjordlys",
  barbershop: "Saks & Kam",
};

beforeAll(() => mkdir(shots, { recursive: true }));

test("the start page leads to four sites, each with its chat, and to their consoles", async () => {
  const { page, complaints } = await Visitor.of(site.browser);
  for (const [id, name] of Object.entries(names)) {
    await page.goto(site.url);
    await page.getByRole("link", { name: `Visit ${name}` }).click();
    await page.waitForURL(`${site.url}/${id}/`);
    if (id === "repair") await page.getByRole("button", { name: "Send us a message" }).waitFor(PATIENCE);
    else await page.getByRole("button", { name: "Chat", exact: true }).waitFor(PATIENCE);

    await page.goto(site.url);
    await page.getByRole("link", { name: `Console of ${name}` }).click();
    await page.waitForURL(`${site.url}/console/?site=${id}`);
    await page.locator("summary", { hasText: /Excellent|Good|Fair|Poor/ }).waitFor(PATIENCE);
  }
  expect(complaints).toEqual([]);
});

test("a guest of the hotel writes, and the team sees it side by side", async () => {
  const anna = await Visitor.of(site.browser, { viewport: { width: 1440, height: 900 } });
  await anna.page.goto(`${site.url}/hotel/`);
  await anna.open();
  await anna.start("May we arrive at eleven at night?");

  await anna.page.goto(`${site.url}/together/?site=hotel`);
  const customer = anna.page.frameLocator('iframe[title="Hotel Fjordlys as a customer sees it"]');
  const team = anna.page.frameLocator('iframe[title="The console of Hotel Fjordlys"]');

  await customer.getByText("May we arrive at eleven at night?").first().waitFor(PATIENCE);
  await team.getByText("May we arrive at eleven at night?").first().waitFor(PATIENCE);
  expect(anna.complaints).toEqual([]);
});

test("the pages speak German, and so does the chat on them", async () => {
  const { page } = await Visitor.of(site.browser);
  await page.goto(`${site.url}/barbershop/`);
  await page.getByRole("button", { name: "Deutsch" }).click();

  await page.getByRole("heading", { name: "An der Tafel" }).waitFor(PATIENCE);
  await page.getByRole("button", { name: "Chat", exact: true }).click();
  await page.getByRole("button", { name: "Nachricht schreiben" }).waitFor(PATIENCE);
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.each([390, 1440])(
    "all pages are accessible, and nothing breaks the policy, at %i px",
    async (width) => {
      const viewport = { width, height: width > 900 ? 900 : 844 };
      const { page, complaints } = await Visitor.of(site.browser, { colorScheme, viewport });
      for (const path of ["", "dealer", "repair", "hotel", "barbershop"]) {
        await page.goto(`${site.url}/${path && `${path}/`}`);
        await inspect(page, `demo-${path || "start"}-${width}-${colorScheme}`);
      }
      await page.goto(`${site.url}/together/?site=hotel`);
      const customer = page.frameLocator("iframe").first();
      await customer.getByRole("button", { name: "Chat", exact: true }).waitFor(PATIENCE);
      await page.frameLocator("iframe").last().locator("summary").first().waitFor(PATIENCE);
      await inspect(page, `demo-together-${width}-${colorScheme}`);

      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );
});

async function inspect(page: Page, name: string): Promise<void> {
  await page.getByRole("heading").first().waitFor();
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: !name.includes("together") });
  expect(await violations(page), name).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
}
