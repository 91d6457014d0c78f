import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { violations } from "../src/accessibility";
import { PATIENCE } from "../src/lobby";
import { Shop } from "../src/shop";
import { Site } from "../src/site";
import { Staff } from "../src/staff";
import { customerToken, SECRET } from "../src/token";
import { Visitor } from "../src/visitor";

const site = Site.forTests(18_108, [
  'origins: ["http://127.0.0.1:18208"]',
  `secret: "${SECRET}"`,
  "desk: {capacity: 100, topics: [{id: order, name: An order}, {id: repair, name: A repair}]}",
]);
const shop = Shop.forTests(18_208, "http://127.0.0.1:18108");
const shots = join(import.meta.dirname, "../screenshots");
let staff: Staff;

beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  staff = await Staff.of(site);
});

/** The conversation that began with a text. */
async function roomOf(text: string): Promise<string> {
  for (const room of await staff.conversations()) {
    if ((await staff.texts(room)).includes(text)) return room;
  }
  throw new Error(`No conversation with: ${text}`);
}

test("a customer writes from a page of another origin, and is answered", async () => {
  const anna = await Visitor.of(site.browser);
  await anna.page.goto(`${shop.url}/script`);
  await anna.open();
  await anna.start("Is the blue bike still there?");
  const room = await roomOf("Is the blue bike still there?");

  const hint = anna.page.getByText("Ingrid Solberg is writing…");
  // A signal that comes before the page has subscribed is gone: people type on.
  const typesOn = () => staff.call("chat.typing", { room, typing: true }).then(() => hint.isVisible());
  await expect.poll(typesOn, { timeout: 15_000, interval: 300 }).toBe(true);
  await staff.say(room, "It is! See https://bikes.example/blue for more.");
  await anna.shows("It is!");
  await anna.send("Great, I come by.");

  const link = anna.page.getByRole("link", { name: "https://bikes.example/blue" });
  expect(await link.getAttribute("rel")).toContain("noopener");
  await expect.poll(() => staff.texts(room), PATIENCE).toContain("Great, I come by.");
  await expect.poll(() => anna.page.getByRole("log").textContent(), PATIENCE).toContain("It is!");
  expect(anna.complaints).toEqual([]);
});

test("ticks go from sent over delivered to read", async () => {
  const ben = await Visitor.of(site.browser);
  await ben.page.goto(`${shop.url}/element`);
  await ben.open();
  await ben.start("Do you repair gears?", { "Your name": "Ben", "E-mail": "ben@example.com" });
  const room = await roomOf("Do you repair gears?");
  const tick = (name: string) => ben.page.getByRole("img", { name, exact: true }).waitFor(PATIENCE);
  const offset = await staff.numberOf(room, "Do you repair gears?");

  await tick("Sent");
  await staff.call("chat.receipt", { room, delivered: offset });
  await tick("Delivered");
  await staff.call("chat.receipt", { room, read: offset });
  await tick("Read");
  expect(ben.complaints).toEqual([]);
});

test("what comes while the chat is closed is counted, shown with a line, and then read", async () => {
  const cleo = await Visitor.of(site.browser);
  await cleo.page.goto(`${shop.url}/element`);
  await cleo.open();
  await cleo.start("When do you open?", { "Your name": "Cleo", "E-mail": "cleo@example.com" });
  const room = await roomOf("When do you open?");
  await cleo.page.keyboard.press("Escape");
  for (const text of ["At nine.", "On Sundays at ten."]) await staff.say(room, text);

  const counted = cleo.page.getByRole("button", { name: "Chat, 2 unread" });
  await counted.waitFor(PATIENCE);
  await counted.click();

  await cleo.page.getByText("2 unread", { exact: true }).first().waitFor(PATIENCE);
  const own = async () => {
    const { members } = await staff.call("chat.open", { room });
    const head = Math.max(...members.map(({ read }: { read: number }) => read));
    return members.find(({ role }: { role: string }) => role === "guest").read === head;
  };
  await expect.poll(own, PATIENCE).toBe(true);
  await cleo.page.keyboard.press("Escape");
  await cleo.page.getByRole("button", { name: "Chat", exact: true }).waitFor(PATIENCE);
});

test("a reload keeps the conversation, the draft and the visitor", async () => {
  const dan = await Visitor.of(site.browser);
  await dan.page.goto(`${shop.url}/script`);
  await dan.open();
  await dan.start("Can I try one?");
  await dan.field.fill("And another thing");
  await expect
    .poll(() => dan.page.evaluate(() => JSON.stringify(localStorage)), PATIENCE)
    .toContain("And another thing");
  await dan.page.reload();

  await dan.shows("Can I try one?");
  expect(await dan.field.inputValue()).toBe("And another thing");
  await dan.field.press("Enter");
  await expect
    .poll(async () => staff.texts(await roomOf("Can I try one?")), PATIENCE)
    .toEqual(["Can I try one?", "And another thing"]);
});

test("what is written while offline is kept and arrives once", async () => {
  const eve = await Visitor.of(site.browser);
  await eve.page.goto(`${shop.url}/element`);
  await eve.open();
  await eve.start("Hello?", { "Your name": "Eve", "E-mail": "eve@example.com" });
  const room = await roomOf("Hello?");
  await eve.page.context().setOffline(true);
  await eve.page.getByText("You are offline.").waitFor(PATIENCE);
  await eve.send("Written in the tunnel");
  await eve.page.getByRole("img", { name: "Waiting to be sent" }).waitFor(PATIENCE);
  await eve.page.context().setOffline(false);

  await expect.poll(() => staff.texts(room), PATIENCE).toEqual(["Hello?", "Written in the tunnel"]);
  await eve.page.getByRole("img", { name: "Waiting to be sent" }).waitFor({ state: "detached", ...PATIENCE });
  expect(await eve.page.locator("[data-message]", { hasText: "Written in the tunnel" }).count()).toBe(1);
});

test("who signs in on the site keeps what was written as a guest", async () => {
  const gro = await Visitor.of(site.browser);
  const { page } = gro;
  await page.goto(`${shop.url}/script`);
  await gro.open();
  await gro.start("Is my bike ready?", { "Your name": "Gro" });
  const room = await roomOf("Is my bike ready?");
  await gro.identify(customerToken("customer-gro", "Gro Dahl"));

  await gro.shows("Is my bike ready?");
  await gro.send("It is the green one.");
  await expect.poll(() => staff.texts(room), PATIENCE).toEqual(["Is my bike ready?", "It is the green one."]);
  const { conversation } = await staff.call("desk.conversation", { room });
  expect(conversation.customer).toMatchObject({ id: "customer-gro", name: "Gro Dahl" });
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("guest-");
  await page.getByRole("button", { name: "Back to all conversations" }).click();
  await expect.poll(() => page.locator(".conversations li").count(), PATIENCE).toBe(1);
  expect(gro.complaints).toEqual([]);
});

test("who signs in while offline has sent what was written as a guest, once and in order", async () => {
  const una = await Visitor.of(site.browser);
  const { page } = una;
  await page.goto(`${shop.url}/script`);
  await una.open();
  await una.start("Do you have pumps?", { "Your name": "Una" });
  const room = await roomOf("Do you have pumps?");
  await page.context().setOffline(true);
  await page.getByText("You are offline.").waitFor(PATIENCE);
  await una.send("For a racing bike");
  await una.send("A small one");
  await page.getByRole("img", { name: "Waiting to be sent" }).nth(1).waitFor(PATIENCE);
  await una.identify(customerToken("customer-una", "Una Dahl"));
  await page.context().setOffline(false);

  await una.shows("A small one");
  await una.send("Thank you");
  await expect
    .poll(() => staff.texts(room), PATIENCE)
    .toEqual(["Do you have pumps?", "For a racing bike", "A small one", "Thank you"]);
  const { conversation } = await staff.call("desk.conversation", { room });
  expect(conversation.customer).toMatchObject({ id: "customer-una" });
});

test("who signs in before their first message is sent has a conversation all the same", async () => {
  const wil = await Visitor.of(site.browser);
  const { page } = wil;
  await page.goto(`${shop.url}/script`);
  await wil.open();
  await page.getByRole("button", { name: "Send us a message" }).click(PATIENCE);
  await page.getByLabel("Your name").fill("Wil");
  await page.getByLabel("Your message").fill("Is the tandem sold?");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Start the conversation" }).click();
  await page.getByText("Is the tandem sold?").waitFor(PATIENCE);
  await wil.identify(customerToken("customer-wil", "Wil Dahl"));
  await page.context().setOffline(false);

  await wil.shows("Is the tandem sold?");
  await wil.send("The green one");
  const said = async () => staff.texts(await roomOf("Is the tandem sold?"));
  await expect.poll(said, PATIENCE).toEqual(["Is the tandem sold?", "The green one"]);
});

test("what an erased person wrote is nobody's any more", async () => {
  const liv = await Visitor.of(site.browser);
  await liv.page.goto(`${shop.url}/element`);
  await liv.open();
  await liv.start("Do you rent helmets?", { "Your name": "Liv", "E-mail": "liv@example.com" });
  const room = await roomOf("Do you rent helmets?");
  const nils = await staff.invite("Nils Aune");
  await nils.say(room, "We do.");
  await liv.shows("We do.");
  await staff.call("staff.remove", { id: nils.id });
  await staff.call("person.erase", { person: nils.id });
  await liv.page.reload();

  await liv.page.getByText("Deleted person").first().waitFor(PATIENCE);
  expect(await liv.page.getByText("Nils Aune").count()).toBe(0);
  await liv.shows("This message was deleted.");
  await liv.shows("Do you rent helmets?");
});

test("a conversation is asked for by e-mail, and one hears where no mail goes out", async () => {
  const mia = await Visitor.of(site.browser);
  const { page } = mia;
  await page.goto(`${shop.url}/element`);
  await mia.open();
  await mia.start("Do you sell bells?", { "Your name": "Mia", "E-mail": "mia@example.com" });
  await page.getByRole("button", { name: "Send this conversation to my e-mail" }).click(PATIENCE);
  const field = page.getByRole("textbox", { name: "Send this conversation to my e-mail" });
  expect(await field.inputValue()).toBe("mia@example.com");
  await page.keyboard.press("Enter");
  await page.getByText("That is not possible here.").waitFor(PATIENCE);
  await page.screenshot({ path: join(shots, "widget-transcript.png") });
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await field.waitFor({ state: "detached", ...PATIENCE });
  expect(await page.getByRole("dialog").count()).toBe(1);
});

test("it works by keyboard alone, and Escape gives the focus back", async () => {
  const finn = await Visitor.of(site.browser);
  const { page } = finn;
  await page.goto(`${shop.url}/script`);
  await page.getByRole("button", { name: "Chat" }).waitFor(PATIENCE);
  await page.getByRole("button", { name: "Add to basket" }).focus();
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => customElements.get("bellhop-chat") !== undefined);
  await expect.poll(focused(finn), PATIENCE).toBe("Chat");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor(PATIENCE);
  await expect.poll(focused(finn), PATIENCE).toBe("dialog");

  for (let step = 0; step < 8 && (await focused(finn)()) !== "Send us a message"; step++) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect.poll(focused(finn), PATIENCE).toBe("Your name");
  await page.keyboard.type("Finn");
  await page.keyboard.press("Tab");
  await page.keyboard.type("No mouse here");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await finn.shows("No mouse here");
  await page.keyboard.press("Escape");

  await page.getByRole("dialog").waitFor({ state: "detached", ...PATIENCE });
  expect(await focused(finn)()).toBe("Chat");
});

test("what is typed in the chat is no shortcut of the page", async () => {
  const jon = await Visitor.of(site.browser);
  const { page } = jon;
  await page.goto(`${shop.url}/element`);
  await page.evaluate(() => {
    document.addEventListener("keydown", (event) => {
      const isTyping =
        event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (!isTyping && ["/", "s"].includes(event.key)) event.preventDefault();
    });
  });
  await jon.open();
  await page.getByRole("button", { name: "Send us a message" }).click(PATIENCE);
  const field = page.getByLabel("Your message");
  await field.pressSequentially("1/2 s");

  expect(await field.inputValue()).toBe("1/2 s");
});

test("texts have the reader's own size, whatever the page makes of its root's", async () => {
  const kai = await Visitor.of(site.browser);
  const { page } = kai;
  const size = () =>
    page.locator(".bubble").evaluate((bubble) => Number.parseFloat(getComputedStyle(bubble).fontSize));
  await page.goto(`${shop.url}/element`);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "62.5%";
  });
  await kai.open();
  await kai.start("Can you read this?", { "Your name": "Kai", "E-mail": "kai@example.com" });
  await page.locator(".bubble").waitFor(PATIENCE);
  expect(await size()).toBeGreaterThanOrEqual(15);

  const browser = await page.context().newCDPSession(page);
  await browser.send("Page.setFontSizes", { fontSizes: { standard: 24 } });
  await page.reload();
  await page.locator(".bubble").waitFor(PATIENCE);
  expect(await size()).toBeGreaterThanOrEqual(22);
});

test("where the chat covers the page, the focus stays in it", async () => {
  const lea = await Visitor.of(site.browser, { viewport: { width: 390, height: 700 } });
  const { page } = lea;
  await page.goto(`${shop.url}/element`);
  await lea.open();
  await page.getByRole("button", { name: "Send us a message" }).waitFor(PATIENCE);
  const visited = async (key: string) => {
    const names = new Set<string>();
    for (let step = 0; step < 6; step++) {
      await page.keyboard.press(key);
      names.add(await focused(lea)());
    }
    return [...names].sort();
  };

  expect(await visited("Tab")).toEqual(["Close", "Send us a message"]);
  expect(await visited("Shift+Tab")).toEqual(["Close", "Send us a message"]);
});

test("one answers, reacts, edits, deletes, rates, and writes again", async () => {
  const gus = await Visitor.of(site.browser);
  const { page } = gus;
  await page.goto(`${shop.url}/element`);
  await gus.open();
  await gus.start("My order is late", { "Your name": "Gus", "E-mail": "gus@example.com" });
  const room = await roomOf("My order is late");
  await staff.say(room, "Let me look.");
  await gus.shows("Let me look.");
  const menu = (text: string) =>
    page.locator(".message", { hasText: text }).getByRole("button", { name: "More about this message" });

  await menu("Let me look.").click();
  await page.getByRole("button", { name: "React with 👍" }).click();
  await page.getByRole("button", { name: "👍, 1 person" }).waitFor(PATIENCE);
  await menu("Let me look.").click();
  await page.getByRole("button", { name: "Reply", exact: true }).click();
  await gus.send("Thank you!");
  await page.getByRole("button", { name: "Ingrid Solberg Let me look." }).waitFor(PATIENCE);
  await menu("Thank you!").click();
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Edit" }).fill("Thanks a lot!");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("edited").waitFor(PATIENCE);
  await menu("Thanks a lot!").click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByText("This message was deleted.").first().waitFor(PATIENCE);

  await staff.call("desk.resolve", { room });
  await page.getByText("This conversation was resolved").waitFor(PATIENCE);
  await page.getByRole("radio", { name: "5 stars" }).check({ force: true, ...PATIENCE });
  await page.getByRole("button", { name: "Send rating" }).click();
  await page.getByText("You gave 5 stars.").waitFor(PATIENCE);
  await gus.send("One more thing");
  await page.getByText("This conversation is open again").waitFor(PATIENCE);
  expect(gus.complaints).toEqual([]);
});

test("a picture goes with a message", async () => {
  const hal = await Visitor.of(site.browser);
  const { page } = hal;
  await page.goto(`${shop.url}/element`);
  await hal.open();
  await hal.start("It is broken", { "Your name": "Hal", "E-mail": "hal@example.com" });
  await page.locator("input[type=file]").setInputFiles({
    name: "wheel.png",
    mimeType: "image/png",
    buffer: await page.getByRole("heading", { name: "Fjordlys Bikes" }).screenshot(),
  });
  await page.getByRole("button", { name: "Remove wheel.png" }).waitFor(PATIENCE);
  await page.getByRole("progressbar").waitFor({ state: "detached", ...PATIENCE });
  await hal.send("Look at this wheel");

  await page.getByRole("button", { name: /^Open wheel\./ }).waitFor(PATIENCE);
  await page.locator("img.picture").waitFor(PATIENCE);
  expect(hal.complaints).toEqual([]);
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.each([390, 1440])("it is accessible at %i px", async (width) => {
    const viewport = { width, height: width > 900 ? 900 : 844 };
    const ida = await Visitor.of(site.browser, { colorScheme, viewport });
    const { page } = ida;
    const inspect = async (name: string) => {
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(shots, `widget-${name}-${width}-${colorScheme}.png`) });
      expect(await violations(page), name).toEqual([]);
    };
    await page.goto(`${shop.url}/element`);
    await ida.launcher.waitFor(PATIENCE);
    await inspect("closed");
    await ida.open();
    await page.getByText(/Usually replies in/).waitFor(PATIENCE);
    await inspect("home");
    await page.getByRole("button", { name: "Send us a message" }).click();
    await inspect("form");
    await page.getByLabel("Your name").fill("Ida Nygård");
    await page.getByLabel("E-mail").fill("ida@example.com");
    const first = `Hello, do you have the red touring bike in 54? ${width} ${colorScheme}`;
    await page.getByLabel("Your message").fill(first);
    await page.getByRole("button", { name: "Start the conversation" }).click();
    await ida.field.waitFor(PATIENCE);
    const room = await roomOf(first);
    await staff.call("desk.available", { available: true });
    await staff.call("desk.take", { room });
    const answer = await staff.say(room, "Good morning Ida! Yes, two of them, and both can be tried today.");
    await staff.say(room, "Here is what they look like: https://bikes.example/touring/red-54");
    await ida.shows("Here is what");
    const wish = "Wonderful. I would like to come by after work, at about half past five.";
    await ida.send(wish);
    await ida.send("Is that all right?");
    const asked = await staff.numberOf(room, "Is that all right?");
    await staff.call("chat.receipt", { room, read: asked });
    await staff.call("chat.react", { room, message: answer, emoji: "👍", on: true });
    await staff.say(room, "Of course.", { replyTo: await staff.numberOf(room, wish) });
    await ida.shows("Of course.");
    await inspect("room");
    await page.getByRole("button", { name: "Back to all conversations" }).click();
    await page.getByRole("heading", { name: "How can we help?" }).waitFor(PATIENCE);
    await inspect("list");
    expect(ida.complaints).toEqual([]);
    await page.context().close();
  });
});

/** The name of what has the focus, inside shadow roots too. */
function focused({ page }: Visitor): () => Promise<string> {
  return () =>
    page.evaluate(() => {
      let { activeElement } = document;
      while (activeElement?.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);
      const labelled = activeElement as HTMLInputElement | null;
      return (
        labelled?.labels?.[0]?.textContent ??
        labelled?.ariaLabel ??
        labelled?.role ??
        labelled?.textContent ??
        ""
      );
    });
}
