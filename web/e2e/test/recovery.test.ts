import { expect, test } from "vitest";
import { Lobby, PATIENCE, Wire } from "../src/lobby";
import { Site } from "../src/site";

const site = Site.forTests(18_102);

test("a dropped line is taken up again with all that was missed", async () => {
  const ann = await Lobby.enter(site.browser, site.url, "Ann");
  const ben = await Lobby.enter(site.browser, site.url, "Ben");
  await ann.send("before");
  await ben.shows("before");

  await ben.page.context().setOffline(true);
  await ben.page.getByText("You are offline.").waitFor(PATIENCE);
  await ann.send("missed one", "missed two");
  await ann.waiting(0);
  await ben.page.context().setOffline(false);

  await ben.showsAllSent("before", "missed one", "missed two");
});

test("a killed server comes back, and nothing is lost, doubled or out of order", async () => {
  const ann = await Lobby.enter(site.browser, site.url, "Ann");
  const ben = await Lobby.enter(site.browser, site.url, "Ben");
  await ann.send("a1", "a2");
  await ben.shows("a1", "a2");

  await site.server.kill();
  await ann.send("a3", "a4");
  await ann.waiting(2);
  await site.restart();

  await ann.showsAllSent("a1", "a2", "a3", "a4");
  await ben.showsAllSent("a1", "a2", "a3", "a4");
  await ben.send("b1");
  await ann.shows("a1", "a2", "a3", "a4", "b1");
});

test("a server killed amid many messages gets each once, in order", async () => {
  const ann = await Lobby.enter(site.browser, site.url, "Ann");
  const ben = await Lobby.enter(site.browser, site.url, "Ben");
  const texts = Array.from({ length: 40 }, (_, index) => `burst ${index}`);

  await ann.send(...texts.slice(0, 20));
  await site.server.kill();
  await ann.send(...texts.slice(20));
  await site.restart();

  await ben.showsAllSent(...texts);
  await ann.showsAllSent(...texts);
});

test("what is written while cut off survives a reload, and goes out in order, once", async () => {
  const ann = await Lobby.enter(site.browser, site.url, "Ann");
  const context = await site.browser.newContext({ locale: "en-GB" });
  const wire = await Wire.of(context);
  const ben = await Lobby.enterIn(context, site.url, "Ben");

  await wire.cut();
  await ben.send("kept 1", "kept 2", "kept 3");
  await ben.page.getByText("3 messages wait to be sent.").waitFor(PATIENCE);
  await ben.page.reload();
  await ben.waiting(3);
  expect(await ann.texts()).not.toContain("kept 1");
  wire.mend();

  await ann.showsAllSent("kept 1", "kept 2", "kept 3");
  await ben.showsAllSent("kept 1", "kept 2", "kept 3");
});
