import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { Agent } from "../src/agent";
import { PATIENCE } from "../src/lobby";
import { Looks } from "../src/look";
import { Site } from "../src/site";
import { Visitor } from "../src/visitor";

const site = Site.ofDemo(18_113);
const viewport = { width: 1440, height: 900 };
const HAND_OVER = "She comes by boat. Keep the pier lit.";
const NOTE = "Room 7 is ready, the key is in the blue box.";
const WAITING = "Waiting to be sent";
const looks = new Looks();
/** All that the server has ever sent to the customer's pages. */
let heard = "";
let anna: Visitor;
let ingrid: Agent;
let olav: Agent;

beforeAll(async () => {
  ingrid = await Agent.ofDemo(site, "hotel", { viewport });
  olav = await ingrid.invites(site, "Olav Lie", { viewport });
  anna = await Visitor.of(site.browser, { viewport });
  listen(anna);
}, 120_000);

function listen({ page }: Visitor): void {
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => {
      heard += payload.toString();
    });
  });
}

/** The tick of the newest of somebody's own messages. */
function newestTick(page: Agent["page"]): () => Promise<string | null> {
  return () =>
    page
      .getByRole("img", { name: /^(Waiting to be sent|Sent|Delivered|Read)$/ })
      .last()
      .getAttribute("aria-label", { timeout: 1_000 });
}

/** A picture, as a file. */
async function picture(name: string, of: Locator) {
  return { name, mimeType: "image/png", buffer: await of.screenshot() };
}

async function attach({ page }: Visitor | Agent, file: Awaited<ReturnType<typeof picture>>): Promise<void> {
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: `Remove ${file.name}` }).waitFor(PATIENCE);
  await page.getByRole("progressbar").waitFor({ state: "detached", ...PATIENCE });
}

/** The texts that hold a mark, in the order in which they stand there. */
async function marked({ page }: Visitor | Agent, mark: string): Promise<string[]> {
  return (await page.locator("[data-message]").allInnerTexts()).filter((text) => text.includes(mark));
}

/** Says to the page that it is looked at, or that it is behind others. */
async function show({ page }: Visitor, visible: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
      document.dispatchEvent(new Event("visibilitychange"));
    },
    visible ? "visible" : "hidden",
  );
}

test("a customer asks before the chat, and it is given to somebody who is there", async () => {
  await anna.page.goto(`${site.url}/hotel/`);
  await anna.launcher.waitFor(PATIENCE);
  await looks.at(anna.page, "whole-closed");
  await anna.open();
  await anna.page.getByRole("button", { name: "Send us a message" }).click(PATIENCE);
  await anna.page.getByLabel("Your name").fill("Anna Berg");
  await anna.page.getByLabel("What is it about?").selectOption({ label: "My stay" });
  await anna.page.getByLabel("Your message").fill("Good evening! Our boat comes in at eleven. Too late?");
  await looks.at(anna.page, "whole-pre-chat");
  await anna.page.getByRole("button", { name: "Start the conversation" }).click();
  await anna.field.waitFor(PATIENCE);

  await ingrid.queue("Mine");
  await ingrid.open("Anna Berg");
  await ingrid.shows("Our boat comes in at eleven");
  await ingrid.sees("Assigned to Ingrid Solberg");
  await anna.page.getByRole("heading", { name: "Ingrid Solberg" }).waitFor(PATIENCE);
  await anna.page.getByText("Online", { exact: true }).waitFor(PATIENCE);
  await ingrid.page.getByRole("complementary").getByText("Online · computer").waitFor(PATIENCE);
});

test("each sees the other write", async () => {
  await ingrid.field.pressSequentially("Not at");
  await anna.page.getByText("Ingrid Solberg is writing…").waitFor(PATIENCE);
  await ingrid.field.fill("Not at all. The lamps are on until you are here.");
  await ingrid.field.press("Enter");
  await anna.shows("The lamps are on");
  await anna.field.pressSequentially("Thank");
  await ingrid.sees("Anna Berg is writing…");
  await anna.field.fill("Thank you! This is the boat.");
});

test("files go both ways, with previews", async () => {
  const boat = await picture("boat.png", anna.page.getByRole("heading", { level: 1 }));
  await attach(anna, boat);
  await anna.field.press("Enter");
  await ingrid.page
    .getByRole("button", { name: /^Open boat\./ })
    .locator("img")
    .waitFor(PATIENCE);

  const pier = await picture("pier.png", ingrid.page.getByRole("heading", { name: "Anna Berg", level: 1 }));
  await attach(ingrid, pier);
  await ingrid.reply("And this is our pier.");
  await anna.page
    .getByRole("button", { name: /^Open pier\./ })
    .locator("img")
    .waitFor(PATIENCE);
  await looks.at(anna.page, "whole-conversation");
  await looks.at(ingrid.page, "whole-console");
});

test("ticks say how far a message has come: sent, delivered, read", async () => {
  await expect.poll(newestTick(anna.page), PATIENCE).toBe("Read");
  await anna.page.keyboard.press("Escape");
  await anna.page.getByRole("dialog").waitFor({ state: "detached", ...PATIENCE });
  await ingrid.reply("Shall we keep something warm for you?");
  await expect.poll(newestTick(ingrid.page), PATIENCE).toBe("Sent");
  await show(anna, false);
  await anna.page.getByRole("button", { name: "Chat, 1 unread" }).click(PATIENCE);
  await expect.poll(newestTick(ingrid.page), PATIENCE).toBe("Delivered");
  await show(anna, true);
  await expect.poll(newestTick(ingrid.page), PATIENCE).toBe("Read");
});

test("it is handed over with a note that the customer never sees", async () => {
  await olav.becomesAvailable();
  await ingrid.button("Assign").click();
  await ingrid.dialog.getByRole("radio", { name: /Olav Lie/ }).check(PATIENCE);
  await ingrid.dialog.getByLabel("Note for whoever takes over").fill(HAND_OVER);
  await looks.at(ingrid.page, "whole-hand-over");
  await ingrid.dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await ingrid.dialog.waitFor({ state: "detached", ...PATIENCE });

  await olav.queue("Mine");
  await olav.open("Anna Berg");
  await olav.shows(HAND_OVER);
  await olav.note(NOTE);
  await ingrid.shows(NOTE);
  await anna.page.getByText("Olav Lie takes care of you now").waitFor(PATIENCE);
  await olav.reply("Good evening, Anna. Olav here, I have the night.");
  await anna.shows("Olav here");
  await looks.at(olav.page, "whole-notes");
});

test("it is resolved, rated, and open again when the customer writes", async () => {
  await olav.button("Resolve").click();
  await anna.page.getByText("This conversation was resolved").waitFor(PATIENCE);
  await anna.page.getByRole("radio", { name: "5 stars" }).check({ force: true, ...PATIENCE });
  await anna.page.getByLabel("Do you want to tell us more?").fill("Lamps on the whole way.");
  await looks.at(anna.page, "whole-rating");
  await anna.page.getByRole("button", { name: "Send rating" }).click();
  await anna.page.getByText("You gave 5 stars.").waitFor(PATIENCE);
  await olav.page.getByRole("img", { name: "5 of 5 stars" }).waitFor(PATIENCE);
  await olav.sees("Lamps on the whole way.");
  await looks.at(olav.page, "whole-rated");

  await anna.send("One more thing: is there a towel for the dog?");
  await anna.page.getByText("This conversation is open again").waitFor(PATIENCE);
  await olav.sees("Anna Berg reopened the conversation");
  await olav.button("Resolve").waitFor(PATIENCE);
});

test("what was written while the network was gone arrives once and in order", async () => {
  const context = anna.page.context();
  const written = ["[tunnel] one", "[tunnel] two", "[tunnel] three"];
  await context.setOffline(true);
  await anna.page.getByText("You are offline.").waitFor(PATIENCE);
  for (const text of written) await anna.send(text);
  await expect.poll(() => anna.page.getByRole("img", { name: WAITING }).count(), PATIENCE).toBe(3);
  await looks.at(anna.page, "whole-offline");
  await olav.reply("There is one by the door.");
  expect(await marked(olav, "[tunnel]")).toEqual([]);
  await context.setOffline(false);

  await expect.poll(() => marked(olav, "[tunnel]"), PATIENCE).toEqual(written);
  await anna.shows("There is one by the door.");
  await anna.page
    .getByRole("img", { name: WAITING })
    .first()
    .waitFor({ state: "detached", ...PATIENCE });
  expect(await marked(anna, "[tunnel]")).toEqual(written);
});

test("two devices of the customer show the same, and what one has read is read", async () => {
  const storageState = await anna.page.context().storageState();
  const phone = await Visitor.of(site.browser, { storageState, viewport: { width: 390, height: 844 } });
  listen(phone);
  await phone.page.goto(`${site.url}/hotel/`);
  await phone.shows("[tunnel] three");
  await phone.send("From the phone: we are here.");
  await anna.shows("From the phone");
  for (const { page } of [anna, phone]) {
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached", ...PATIENCE });
  }
  await olav.reply("Welcome! The door is open.");
  for (const { page } of [anna, phone]) {
    await page.getByRole("button", { name: "Chat, 1 unread" }).waitFor(PATIENCE);
  }
  await phone.open();
  await phone.shows("The door is open.");

  await anna.page.getByRole("button", { name: "Chat", exact: true }).waitFor(PATIENCE);
  await anna.open();
  const texts = ({ page }: Visitor) => page.locator("[data-message]").allInnerTexts();
  await expect.poll(async () => texts(anna), PATIENCE).toEqual(await texts(phone));
  expect(phone.complaints).toEqual([]);
  await phone.page.context().close();
});

test("two windows of one of the staff show the same, and what one has read is read", async () => {
  await olav.queue("Mine");
  const second = await olav.elsewhere(site, { viewport });
  const badges = [olav, second].map((window) => window.row("Anna Berg").getByText("unread"));
  for (const window of [olav, second]) await window.row("Anna Berg").waitFor(PATIENCE);
  await anna.send("Good night!");
  for (const badge of badges) await badge.waitFor(PATIENCE);
  await second.open("Anna Berg");
  await second.shows("Good night!");
  for (const badge of badges) await badge.waitFor({ state: "detached", ...PATIENCE });

  await second.switch.click();
  await olav.page.locator('[role="switch"][aria-checked="false"]').waitFor(PATIENCE);
  await looks.at(second.page, "whole-inbox");
  await looks.at(olav.page, "whole-list");
  expect(second.complaints).toEqual([]);
  await second.page.context().close();
});

test("nobody but the staff has heard of the notes, and nothing is wrong with the looks", async () => {
  for (const secret of [HAND_OVER, NOTE]) {
    expect(heard).not.toContain(secret);
    expect(await marked(anna, secret)).toEqual([]);
  }
  expect(heard).toContain("The lamps are on");
  expect(looks.faults).toEqual([]);
  const complaints = [anna, ingrid, olav].flatMap((person) => person.complaints);
  expect(complaints.filter((text) => !text.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
});
