import { expect, test } from "vitest";
import { Lobby, PATIENCE } from "../src/lobby";
import { Site } from "../src/site";

const site = Site.forTests(18_101);

test("two people talk", async () => {
  const ann = await Lobby.enter(site.browser, site.url, "Ann");
  const ben = await Lobby.enter(site.browser, site.url, "Ben");

  await ann.send("Hello from Ann");
  await ben.shows("Hello from Ann");
  await ben.send("Hello from Ben");

  await ann.showsAllSent("Hello from Ann", "Hello from Ben");
  await ben.showsAllSent("Hello from Ann", "Hello from Ben");
  await expect.poll(() => ann.page.getByRole("log").textContent(), PATIENCE).toBe("Ben: Hello from Ben");
});

test("who is here comes and goes", async () => {
  const cleo = await Lobby.enter(site.browser, site.url, "Cleo");
  const dan = await Lobby.enter(site.browser, site.url, "Dan");
  const seenByCleo = cleo.page.getByRole("complementary").getByText("Dan", { exact: true });

  await seenByCleo.waitFor(PATIENCE);
  await dan.page.context().close();

  await seenByCleo.waitFor({ state: "detached", timeout: 30_000 });
});

test("typing is shown and expires", async () => {
  const eve = await Lobby.enter(site.browser, site.url, "Eve");
  const finn = await Lobby.enter(site.browser, site.url, "Finn");

  await eve.field.pressSequentially("Let me see");

  const hint = finn.page.getByText("Eve is writing…");
  await hint.waitFor(PATIENCE);
  await hint.waitFor({ state: "detached", timeout: 10_000 });
});

test("Enter inside an input method does not send, and a draft survives a reload", async () => {
  const gus = await Lobby.enter(site.browser, site.url, "Gus");

  await gus.field.fill("にほん");
  await gus.field.dispatchEvent("keydown", { key: "Enter", isComposing: true, keyCode: 229 });
  await gus.page.reload();
  await gus.connected();

  expect(await gus.field.inputValue()).toBe("にほん");
  expect(await gus.texts()).not.toContain("にほん");
});

test("older messages are paged in, and new ones below are counted", async () => {
  const hal = await Lobby.enter(site.browser, site.url, "Hal");
  const texts = Array.from({ length: 60 }, (_, index) => `number ${index + 1}`);
  await hal.send(...texts);
  await hal.waiting(0);
  const ida = await Lobby.enter(site.browser, site.url, "Ida");
  await ida.shows(...texts.slice(10));

  await ida.page
    .getByRole("region", { name: "Messages" })
    .evaluate((element) => element.scrollTo({ top: 0 }));
  await ida.shows(...texts);
  await ida.page
    .getByRole("region", { name: "Messages" })
    .evaluate((element) => element.scrollTo({ top: 0 }));
  await hal.send("one more");

  await ida.page.getByRole("button", { name: "1 new message" }).click(PATIENCE);
  await ida.shows("one more");
});

test("a message goes in the direction of its own script", async () => {
  const jan = await Lobby.enter(site.browser, site.url, "Jan");
  await jan.send("שלום, מה שלומך?");
  await jan.waiting(0);
  await jan.shows("שלום, מה שלומך?");

  const [first, last] = await jan.page
    .locator("[data-message]", { hasText: "שלום" })
    .evaluate(({ firstChild: text }) => {
      const leftOf = (from: number) => {
        const range = document.createRange();
        range.setStart(text as Text, from);
        range.setEnd(text as Text, from + 1);
        return range.getBoundingClientRect().left;
      };
      return [leftOf(0), leftOf((text as Text).length - 1)] as const;
    });
  expect(last).toBeLessThan(first);
});
