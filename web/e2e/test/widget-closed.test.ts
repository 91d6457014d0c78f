import { expect, test } from "vitest";
import { violations } from "../src/accessibility";
import { PATIENCE } from "../src/lobby";
import { Shop } from "../src/shop";
import { Site } from "../src/site";
import { Staff } from "../src/staff";
import { Visitor } from "../src/visitor";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const inThreeDays = DAYS[(new Date().getUTCDay() + 3) % 7];
const site = Site.forTests(18_109, [
  'origins: ["http://127.0.0.1:18209"]',
  `desk: {hours: [{days: [${inThreeDays}], open: "09:00", close: "17:00"}]}`,
]);
const shop = Shop.forTests(18_209, "http://127.0.0.1:18109");

test("outside the hours it says when somebody is back, and asks for an address to answer to", async () => {
  const staff = await Staff.of(site);
  const anna = await Visitor.of(site.browser);
  const { page } = anna;
  await page.goto(`${shop.url}/script`);
  await anna.open();
  await page.getByText(/^We are closed\. Back /).waitFor(PATIENCE);
  await page.getByRole("button", { name: "Send us a message" }).click();
  await page.getByText("We are closed now.").waitFor(PATIENCE);
  await page.getByLabel("Your name").fill("Anna");
  await page.getByLabel("Your message").fill("Do you rent tandems?");
  await page.getByRole("button", { name: "Start the conversation" }).click();
  expect(await staff.conversations()).toEqual([]);

  await page.getByLabel("E-mail").fill("anna@example.com");
  await page.getByRole("button", { name: "Start the conversation" }).click();
  await anna.field.waitFor(PATIENCE);

  const { conversations } = await staff.call("desk.conversations", { queue: "all" });
  expect(conversations).toMatchObject([{ email: "anna@example.com", customer: { name: "Anna" } }]);
});

test("as a part of the page it is open from the start, without a button, and takes no focus", async () => {
  const ben = await Visitor.of(site.browser);
  const { page } = ben;
  await page.goto(`${shop.url}/embedded`);

  await page.getByRole("region", { name: "Chat with us" }).waitFor(PATIENCE);
  await page.getByRole("button", { name: "Send us a message" }).waitFor(PATIENCE);

  expect(await ben.launcher.count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  expect(await violations(page)).toEqual([]);
  expect(ben.complaints).toEqual([]);
});
