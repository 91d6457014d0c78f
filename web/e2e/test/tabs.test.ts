import { expect, test } from "vitest";
import { Lobby, PATIENCE } from "../src/lobby";
import { sessionsOf } from "../src/server";
import { Site } from "../src/site";

const site = Site.forTests(18_103);

test("three tabs share one connection, and go on when the one that leads closes", async () => {
  const context = await site.browser.newContext({ locale: "en-GB" });
  const first = await Lobby.enterIn(context, site.url, "Ann");
  const second = await Lobby.openIn(context, site.url);
  const third = await Lobby.openIn(context, site.url);
  await expect.poll(() => sessionsOf(site.url), PATIENCE).toBe(1);
  await second.send("from the second tab");
  for (const tab of [first, second, third]) await tab.showsAllSent("from the second tab");

  await first.page.close();
  await third.send("after the first tab closed", "and once more");

  const texts = ["from the second tab", "after the first tab closed", "and once more"];
  for (const tab of [second, third]) await tab.showsAllSent(...texts);
  await expect.poll(() => sessionsOf(site.url), PATIENCE).toBe(1);
});

test("messages sent while the leader closes arrive once, in order", async () => {
  const context = await site.browser.newContext({ locale: "en-GB" });
  const first = await Lobby.enterIn(context, site.url, "Cleo");
  const second = await Lobby.openIn(context, site.url);
  const ben = await Lobby.enter(site.browser, site.url, "Ben");
  const texts = Array.from({ length: 30 }, (_, index) => `handed over ${index}`);

  const sending = second.send(...texts);
  await ben.page.getByText("handed over 3", { exact: true }).waitFor(PATIENCE);
  await first.page.close();
  await sending;

  await ben.showsAllSent(...texts);
  await second.showsAllSent(...texts);
});
