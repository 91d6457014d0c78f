import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { violations } from "../src/accessibility";
import { Agent } from "../src/agent";
import { Guest } from "../src/guest";
import { PATIENCE } from "../src/lobby";
import { Site } from "../src/site";

const site = Site.forTests(18_110, [
  "desk: {teams: [{id: front, name: Front desk}], topics: [{id: stay, name: Your stay, team: front}]}",
]);
const shots = join(import.meta.dirname, "../screenshots");
/** What is wrong with what was shown, in all of it, so that one look tells everything. */
const faults: string[] = [];
let ingrid: Agent;

beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  ingrid = await Agent.first(site, "Ingrid Solberg", { viewport: { width: 1440, height: 900 } });
  await ingrid.page.getByRole("heading", { name: "Inbox" }).waitFor(PATIENCE);
  await shoot("inbox-empty-1440-light");
  const anna = await Guest.starts(
    site.url,
    "Anna Berg",
    "Good evening! Is the terrace still open for dinner?",
    {
      topic: "stay",
      email: "anna.berg@example.com",
      answers: [
        { question: "Room number", answer: "214" },
        { question: "How many of you?", answer: "Two, and a dog" },
      ],
    },
  );
  await Guest.starts(site.url, "Lars Holm", "Can I check in at eleven already? My ferry is early.");
  await Guest.starts(
    site.url,
    "Mette Sandvik-Christoffersen",
    "https://example.com/map is this the right way?",
    { topic: "stay" },
  );
  await Guest.starts(site.url, "Guest", "Hi");
  await ingrid.becomesAvailable();
  await ingrid.open("Anna Berg");
  await ingrid.reply(
    "Good evening, Anna! The terrace serves dinner until ten. Shall I keep a table for you?",
  );
  await ingrid.page.getByRole("img", { name: "Sent", exact: true }).waitFor(PATIENCE);
  await anna.say("Yes please, at half past eight.");
  await ingrid.shows("half past eight");
  await ingrid.note("Table 12 by the window. She is allergic to nuts, tell the kitchen.");
  await ingrid.shows("Table 12");
}, 120_000);

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.each([390, 1440])(
    "the console is accessible and keeps the policy at %i px",
    async (width) => {
      const { page } = ingrid;
      const name = (what: string) => `${what}-${width}-${colorScheme}`;
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: width > 900 ? 900 : 844 });
      await page.goto(`${site.url}/console/?site=demo#/inbox/mine`);
      await ingrid.row("Anna Berg").waitFor(PATIENCE);
      await shoot(name("inbox-list"));
      await ingrid.open("Anna Berg");
      await ingrid.shows("Table 12");
      await shoot(name("inbox-conversation"));
      await ingrid.button("Note").click();
      await ingrid.noteField.waitFor();
      await shoot(name("inbox-note"));
      await ingrid.button("Reply").click();
      for (const [key, what] of [
        ["a", "assign"],
        ["s", "snooze"],
        ["?", "help"],
      ] as const) {
        await page.getByRole("heading", { name: "Anna Berg" }).focus();
        await page.keyboard.press(key);
        await ingrid.dialog.waitFor();
        await shoot(name(`inbox-${what}`));
        await page.keyboard.press("Escape");
        await ingrid.dialog.waitFor({ state: "detached" });
      }
      if (width < 900) {
        await page.keyboard.press("i");
        await page.getByRole("heading", { name: "Customer" }).waitFor();
        await shoot(name("inbox-details"));
        await page.goto(`${site.url}/console/?site=demo#/inbox/mine`);
      }
      await page.keyboard.press("/");
      await page.getByLabel("Search messages and notes").fill("terrace");
      await page.locator("mark").first().waitFor(PATIENCE);
      await shoot(name("inbox-search"));
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /status and settings/ }).click();
      await shoot(name("inbox-me"));
      await page.keyboard.press("Escape");
      for (const section of ["Replies", "Agents", "People", "Keys", "Lobby"]) {
        await ingrid.goTo(section);
        await shoot(name(`console-${section.toLowerCase()}`));
      }
      expect([...faults.splice(0), ...ingrid.complaints]).toEqual([]);
    },
    120_000,
  );
});

async function shoot(name: string): Promise<void> {
  const { page } = ingrid;
  await page.waitForTimeout(150);
  await page.screenshot({ path: join(shots, `${name}.png`) });
  const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (surplus > 0) faults.push(`${name}: ${surplus} px wider than the window`);
  faults.push(...(await violations(page)).map((violation) => `${name}: ${violation}`));
}
