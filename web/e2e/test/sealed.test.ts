import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { violations } from "../src/accessibility";
import { Agent } from "../src/agent";
import { PATIENCE, Wire } from "../src/lobby";
import { Shop } from "../src/shop";
import { Site } from "../src/site";
import { customerToken, SECRET } from "../src/token";
import { Visitor } from "../src/visitor";

const site = Site.forTests(18_112, [
  'origins: ["http://127.0.0.1:18212"]',
  `secret: "${SECRET}"`,
  "desk: {assignment: manual}",
]);
const viewport = { width: 1440, height: 900 };
const shop = Shop.forTests(18_212, "http://127.0.0.1:18112");
const shots = join(import.meta.dirname, "../screenshots");
const FIRST = "My card number is 4711 0815";
const ANSWER = "Thank you, the bicycle Silberpfeil is yours";
const LATER = "Please deliver it to Hafenstrasse 12";
const SECRETS = [FIRST, ANSWER, LATER, "4711", "Silberpfeil", "Hafenstrasse"];
const LOCK = "Encrypted conversation: who can read it";
let ingrid: Agent;
let bjorn: Agent;

beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  ingrid = await Agent.first(site, "Ingrid Solberg", { viewport });
  bjorn = await ingrid.invites(site, "Bjorn Dahl", { viewport });
  await ingrid.becomesAvailable();
  await bjorn.becomesAvailable();
}, 120_000);

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

  // A member of the staff takes it, reads and answers.
  await ingrid.queue("Unassigned");
  await ingrid.open("Anna Berg");
  await ingrid.sees("This conversation is encrypted.");
  await ingrid.button("Take").click();
  await ingrid.shows(FIRST);
  await ingrid.reply(ANSWER);
  await anna.shows(ANSWER);
  expect(await anna.page.getByRole("button", { name: "Attach files" }).count()).toBe(0);

  // The lock says who can read, with a number that both see.
  const numbers: (string | null)[] = [];
  for (const { page } of [anna, ingrid]) {
    await page.getByRole("button", { name: LOCK }).click();
    numbers.push(await page.locator("[data-safety-number]").textContent(PATIENCE));
    await page.screenshot({ path: join(shots, `sealed-lock-${numbers.length}.png`) });
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator("[data-safety-number]").waitFor({ state: "detached", ...PATIENCE });
  }
  expect(numbers[0]).toMatch(/^(\d{5} ){11}\d{5}$/);
  expect(numbers[1]).toBe(numbers[0]);
  await anna.field.waitFor(PATIENCE);

  // It is handed over: the next one reads the history, the one before nothing new.
  await ingrid.button("Assign").click();
  await ingrid.dialog.getByRole("radio", { name: /Bjorn Dahl/ }).check();
  await ingrid.dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await bjorn.queue("Mine");
  await bjorn.open("Anna Berg");
  await bjorn.shows(FIRST);
  await bjorn.shows(ANSWER);
  await anna.send(LATER);
  await bjorn.shows(LATER);
  await ingrid.queue("All");
  await ingrid.open("Anna Berg");
  await ingrid.sees("Only the people of this conversation can read this message.");
  await ingrid.shows(FIRST);

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
  const complaints = [anna, phone, ingrid, bjorn].flatMap((person) => person.complaints);
  expect(complaints).toEqual([]);
});

test("what is written to it while cut off is kept encrypted, over a reload, and new devices are told of and forgotten", async () => {
  const context = await site.browser.newContext({ locale: "en-GB" });
  const wire = await Wire.of(context);
  const cora = await Visitor.in(context);
  await cora.page.goto(`${shop.url}/encrypted`);
  await cora.open();
  await cora.page.getByRole("button", { name: "Send us a message" }).click(PATIENCE);
  await cora.page.getByLabel("Your name").fill("Cora Vik");
  await cora.page.getByRole("switch", { name: "Encrypted conversation" }).click();
  await cora.page.getByLabel("Your message").fill("The code of the gate is needed.");
  await cora.page.getByRole("button", { name: "Start the conversation" }).click();
  await ingrid.queue("Unassigned");
  await ingrid.open("Cora Vik");
  await ingrid.button("Take").click();
  await ingrid.shows("The code of the gate is needed.");
  await ingrid.reply("Tell me more.");
  await cora.shows("Tell me more.");

  // Cut off, one writes, and begins to write more; both outlive the page, and neither lies about in plain.
  await wire.cut();
  await cora.send("Zaunkoenig");
  await cora.page.getByRole("img", { name: "Waiting to be sent" }).waitFor(PATIENCE);
  await cora.field.fill("Rotkehlchen");
  await expect.poll(() => keptTexts(cora), PATIENCE).toBe(2);
  const plain = await cora.page.evaluate(() => JSON.stringify(localStorage));
  for (const word of ["Zaunkoenig", "Rotkehlchen"]) expect(plain).not.toContain(word);
  await cora.page.reload();
  wire.mend();
  await ingrid.shows("Zaunkoenig");
  await expect.poll(() => cora.field.inputValue(), PATIENCE).toBe("Rotkehlchen");
  await cora.field.press("Enter");
  await ingrid.shows("Rotkehlchen");
  expect(await ingrid.page.locator("[data-message]", { hasText: "Zaunkoenig" }).count()).toBe(1);
  await expect.poll(() => keptTexts(cora), PATIENCE).toBe(0);

  // Another browser of hers reads along; both sides hear of it.
  const phone = await Visitor.of(site.browser, { storageState: await context.storageState() });
  await phone.page.goto(`${shop.url}/encrypted`);
  await phone.shows("Rotkehlchen");
  await cora.page.getByText("You can read along on a new device:").waitFor(PATIENCE);
  await ingrid.sees("Cora Vik can read along on a new device:");
  await cora.page.screenshot({ path: join(shots, "sealed-arrival.png") });
  expect(await violations(cora.page)).toEqual([]);
  expect(await violations(ingrid.page)).toEqual([]);
  await cora.page.getByRole("button", { name: "Understood" }).click();
  await cora.page
    .getByText("You can read along on a new device:")
    .waitFor({ state: "detached", ...PATIENCE });

  // She forgets it: what is written from now on is not for it.
  await cora.page.getByRole("button", { name: LOCK }).click();
  await cora.page.getByRole("button", { name: /^Forget the device/ }).click(PATIENCE);
  await cora.page.screenshot({ path: join(shots, "sealed-forget.png") });
  expect(await violations(cora.page)).toEqual([]);
  await phone.page.close();
  await cora.page.getByRole("button", { name: /^Really forget the device/ }).click();
  await expect.poll(() => cora.page.locator(".lock-forget").count(), PATIENCE).toBe(0);
  await cora.page.keyboard.press("Escape");
  await cora.send("Only here.");
  await ingrid.shows("Only here.");
  const isCut = (text: string) => /ERR_FAILED|WebSocket/.test(text);
  expect(cora.complaints.filter((text) => !isCut(text))).toEqual([]);
});

test("who signs in during an encrypted conversation goes on in it, and both still read what the guest wrote", async () => {
  const dora = await Visitor.of(site.browser);
  await dora.page.goto(`${shop.url}/encrypted`);
  await dora.open();
  await dora.page.getByRole("button", { name: "Send us a message" }).click(PATIENCE);
  await dora.page.getByLabel("Your name").fill("Dora Lund");
  await dora.page.getByRole("switch", { name: "Encrypted conversation" }).click();
  await dora.page.getByLabel("Your message").fill("My brake failed.");
  await dora.page.getByRole("button", { name: "Start the conversation" }).click();
  await ingrid.queue("Unassigned");
  await ingrid.open("Dora Lund");
  await ingrid.button("Take").click();
  await ingrid.shows("My brake failed.");
  await ingrid.reply("Are you hurt?");
  await dora.shows("Are you hurt?");

  await signIn(dora);
  for (const text of ["My brake failed.", "Are you hurt?"]) await dora.shows(text);
  await dora.send("Only my pride.");
  await ingrid.shows("Only my pride.");

  // Both as the server tells it now, from the beginning.
  await ingrid.page.reload();
  for (const text of ["My brake failed.", "Are you hurt?", "Only my pride."]) await ingrid.shows(text);
  expect(await ingrid.page.getByText("can read along on a new device").count()).toBe(0);
  await dora.page.reload();
  await signIn(dora);
  await dora.page.locator(".conversations button").click(PATIENCE);
  for (const text of ["My brake failed.", "Are you hurt?", "Only my pride."]) await dora.shows(text);
  await dora.page.getByRole("button", { name: LOCK }).click();
  await dora.page.getByText("Dora Lund (you)").waitFor(PATIENCE);
  expect(await dora.page.getByText("Chrome on Linux (this one)").count()).toBe(1);
  expect(await dora.page.getByRole("button", { name: /^Forget the device/ }).count()).toBe(0);
});

/** As the business's page does it. */
async function signIn({ page }: Visitor): Promise<void> {
  await page.evaluate(
    async (token) => {
      await customElements.whenDefined("bellhop-chat");
      const chat = document.querySelector("bellhop-chat") as unknown as { identify(token: string): void };
      chat.identify(token);
    },
    customerToken("customer-dora", "Dora Lund"),
  );
}

/** How many texts the browser keeps until they can be sealed. */
function keptTexts({ page }: Visitor): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done, refuse) => {
        const opening = indexedDB.open("bellhop-sealed");
        opening.onerror = () => refuse(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction("texts").objectStore("texts").count();
          counting.onsuccess = () => {
            opening.result.close();
            done(counting.result);
          };
        };
      }),
  );
}
