import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { violations } from "../src/accessibility";
import { PATIENCE } from "../src/lobby";
import { Reader } from "../src/reader";
import { Shop } from "../src/shop";
import { Site } from "../src/site";
import { Staff } from "../src/staff";
import { Visitor } from "../src/visitor";

const site = Site.forTests(18_112, ['origins: ["http://127.0.0.1:18212"]']);
const shop = Shop.forTests(18_212, "http://127.0.0.1:18112");
const shots = join(import.meta.dirname, "../screenshots");
const FIRST = "My card number is 4711 0815";
const ANSWER = "Thank you, the bicycle Silberpfeil is yours";
const LATER = "Please deliver it to Hafenstrasse 12";
const SECRETS = [FIRST, ANSWER, LATER, "4711", "Silberpfeil", "Hafenstrasse"];
let ingrid: Staff;
let bjorn: Staff;

beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  ingrid = await Staff.of(site);
  bjorn = await ingrid.invite("Bjorn Dahl");
  for (const available of [true, false]) {
    for (const agent of [ingrid, bjorn]) await agent.call("desk.available", { available });
  }
});

/** All that the server keeps, whatever the file. */
async function kept(): Promise<Buffer> {
  const entries = await readdir(site.dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Buffer.concat(
    await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name)))),
  );
}

test("an encrypted conversation is read by those who have it and by nobody else", async () => {
  const anna = await Visitor.of(site.browser);
  await anna.page.goto(`${shop.url}/encrypted`);
  await anna.open();
  await anna.page.getByRole("button", { name: "Send us a message" }).click(PATIENCE);
  await anna.page.getByLabel("Your name").fill("Anna Berg");
  await anna.page.getByRole("switch", { name: "Encrypted conversation" }).click();
  await anna.page.getByLabel("Your message").fill(FIRST);
  await anna.page.screenshot({ path: join(shots, "sealed-form.png") });
  expect(await violations(anna.page)).toEqual([]);
  expect(await anna.page.evaluate(() => JSON.stringify(localStorage))).not.toContain("4711");
  await anna.page.getByRole("button", { name: "Start the conversation" }).click();
  await anna.shows(FIRST);
  const [room = ""] = await ingrid.conversations();

  // A member of the staff takes it, reads and answers.
  await ingrid.call("desk.take", { room });
  const first = await Reader.of(site, ingrid.token, room);
  await expect.poll(() => first.texts(), PATIENCE).toEqual([FIRST]);
  await first.say(ANSWER);
  await anna.shows(ANSWER);
  await expect.poll(() => anna.page.getByRole("button", { name: "Attach files" }).count(), PATIENCE).toBe(0);

  // The lock says who can read, with a number that both see.
  await anna.page.getByRole("button", { name: "Encrypted conversation: who can read it" }).click();
  const number = anna.page.locator("[data-safety-number]");
  await number.waitFor(PATIENCE);
  const seen = await first.page.evaluate(async (person) => {
    const { devices } = window.sealedRoom().getSnapshot();
    const other = devices.find((device) => device.person !== person)?.person ?? "";
    return window.sealedRoom().fingerprint(other);
  }, ingrid.id);
  expect(await number.textContent()).toBe(seen);
  expect(seen).toMatch(/^(\d{5} ){11}\d{5}$/);
  await anna.page.screenshot({ path: join(shots, "sealed-lock.png") });
  expect(await violations(anna.page)).toEqual([]);
  await anna.page.keyboard.press("Escape");
  await anna.field.waitFor(PATIENCE);

  // It is handed over: the next one reads the history, the one before nothing new.
  await ingrid.call("desk.assign", { room, to: bjorn.id });
  const second = await Reader.of(site, bjorn.token, room);
  await expect.poll(() => second.texts(), PATIENCE).toEqual([FIRST, ANSWER]);
  await anna.send(LATER);
  await expect.poll(() => second.texts(), PATIENCE).toEqual([FIRST, ANSWER, LATER]);
  await expect.poll(() => first.texts(), PATIENCE).toEqual([FIRST, ANSWER, "outside"]);

  // Another browser of the customer's gets the history from the first.
  const storageState = await anna.page.context().storageState();
  const phone = await Visitor.of(site.browser, { storageState });
  await phone.page.goto(`${shop.url}/encrypted`);
  for (const text of [FIRST, ANSWER, LATER]) await phone.shows(text);
  await phone.page.screenshot({ path: join(shots, "sealed-room.png") });
  expect(await violations(phone.page)).toEqual([]);

  // What the server keeps and prints has none of it, though it has what was never secret.
  const all = await kept();
  expect(all.includes("Anna Berg")).toBe(true);
  for (const secret of SECRETS) expect(all.includes(secret), secret).toBe(false);
  for (const secret of SECRETS) expect(site.server.output()).not.toContain(secret);
  expect([...anna.complaints, ...phone.complaints]).toEqual([]);
});
