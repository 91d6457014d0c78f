import { beforeAll, describe, expect, test } from "vitest";
import { Agent } from "../src/agent";
import { Guest } from "../src/guest";
import { PATIENCE, Wire } from "../src/lobby";
import { Site } from "../src/site";

const site = Site.forTests(18_111, [
  "desk: {assignment: manual, teams: [{id: front, name: Front desk}], topics: [{id: stay, name: Your stay, team: front}]}",
]);
const viewport = { width: 1440, height: 900 };
let ingrid: Agent;
let olav: Agent;

beforeAll(async () => {
  ingrid = await Agent.first(site, "Ingrid Solberg", { viewport });
  olav = await ingrid.invites(site, "Olav Lie", { viewport });
  await ingrid.becomesAvailable();
  await olav.becomesAvailable();
}, 120_000);

describe("two of the staff and a guest", () => {
  test("a conversation arrives live, is taken by answering, and the guest hears the reply but no note", async () => {
    await ingrid.queue("Unassigned");
    await olav.queue("Unassigned");
    const anna = await Guest.starts(site.url, "Anna", "Is breakfast included?", { topic: "stay" });
    await olav.row("Anna").waitFor(PATIENCE);
    await olav.count("Unassigned", 1);
    await expect.poll(() => olav.page.title(), PATIENCE).toBe("(1) Bellhop console");

    await ingrid.open("Anna");
    await ingrid.note("Regular guest, be generous.");
    await ingrid.shows("Regular guest");
    await ingrid.reply("It is, from seven to ten.");
    await olav.row("Anna").waitFor({ state: "detached", ...PATIENCE });
    await ingrid.count("Mine", 1);

    await expect
      .poll(() => anna.hears(), PATIENCE)
      .toEqual(["Is breakfast included?", "It is, from seven to ten."]);
    const refusal = await anna.call("chat.history", { room: `${anna.room}~notes` }).catch(String);
    expect(refusal).toContain("not_found");
    await expect.poll(() => olav.page.title(), PATIENCE).toBe("Bellhop console");
  });

  test("a conversation is handed over with a note", async () => {
    await Guest.starts(site.url, "Bjarne", "My key does not work.");
    await ingrid.queue("Unassigned");
    await ingrid.open("Bjarne");
    await ingrid.button("Take").click();
    await ingrid.sees("Ingrid Solberg took the conversation");
    await ingrid.button("Assign").click();
    await ingrid.dialog.getByRole("radio", { name: /Olav Lie/ }).check();
    await ingrid.dialog.getByLabel("Note for whoever takes over").fill("Room 12, he waits at the desk.");
    await ingrid.dialog.getByRole("button", { name: "Assign", exact: true }).click();
    await ingrid.dialog.waitFor({ state: "detached", ...PATIENCE });

    await olav.queue("Mine");
    await olav.open("Bjarne");
    await olav.shows("Room 12");
    await olav.sees("Ingrid Solberg assigned it to Olav Lie");
  });

  test("a resolved conversation comes back when the guest writes", async () => {
    const cilia = await Guest.starts(site.url, "Cilia", "May I bring my dog?");
    await ingrid.queue("Unassigned");
    await ingrid.open("Cilia");
    await ingrid.reply("Dogs are welcome.");
    await ingrid.count("Unassigned", 0);
    await ingrid.button("Resolve").click();
    await ingrid.button("Reopen").waitFor(PATIENCE);
    await ingrid.count("Resolved", 1);

    await cilia.say("And a cat?");
    await ingrid.button("Resolve").waitFor(PATIENCE);
    await ingrid.count("Resolved", 0);
    await ingrid.sees("Cilia reopened the conversation");
  });

  test("a snoozed conversation leaves the queue until the guest writes", async () => {
    const dag = await Guest.starts(site.url, "Dag", "I arrive on Monday.");
    await ingrid.queue("Unassigned");
    await ingrid.open("Dag");
    await ingrid.button("Snooze").click();
    await ingrid.dialog.getByRole("button", { name: /Tomorrow morning/ }).click();
    await ingrid.dialog.waitFor({ state: "detached", ...PATIENCE });
    await ingrid.count("Snoozed", 1);
    await ingrid.queue("Snoozed");
    await ingrid
      .row("Dag")
      .getByText(/Until .*9:00/)
      .waitFor(PATIENCE);

    await dag.say("On Sunday, sorry.");
    await ingrid.row("Dag").waitFor({ state: "detached", ...PATIENCE });
    await ingrid.count("Snoozed", 0);
  });

  test("a canned reply is completed with its placeholders filled in", async () => {
    await ingrid.goTo("Replies");
    await ingrid.page.getByRole("textbox", { name: "Shortcut" }).fill("hello");
    await ingrid.page.getByRole("textbox", { name: "Text" }).fill("Hello {customer}, this is {agent}.");
    await ingrid.button("Save reply").click();
    await ingrid.sees("/hello");
    const eva = await Guest.starts(site.url, "Eva", "Hi there");
    await ingrid.queue("Unassigned");
    await ingrid.open("Eva");
    await ingrid.field.pressSequentially("/he");
    await ingrid.page.getByRole("option", { name: /hello/ }).waitFor(PATIENCE);
    await ingrid.field.press("Enter");
    expect(await ingrid.field.inputValue()).toBe("Hello Eva, this is Ingrid Solberg.");
    await ingrid.field.press("Enter");

    await expect.poll(() => eva.hears(), PATIENCE).toContain("Hello Eva, this is Ingrid Solberg.");
  });

  test("an edited message tells what it said before, and the site has its name in canned replies", async () => {
    await ingrid.goTo("Replies");
    await ingrid.page.getByRole("textbox", { name: "Shortcut" }).fill("bye");
    await ingrid.page.getByRole("textbox", { name: "Text" }).fill("Goodbye from {site}.");
    await ingrid.button("Save reply").click();
    await ingrid.sees("/bye");
    await Guest.starts(site.url, "Erik", "See you!");
    await ingrid.queue("Unassigned");
    await ingrid.open("Erik");
    await ingrid.field.pressSequentially("/by");
    await ingrid.page.getByRole("option", { name: /bye/ }).waitFor(PATIENCE);
    await ingrid.field.press("Enter");
    expect(await ingrid.field.inputValue()).toBe("Goodbye from Hotel Fjordlys.");
    await ingrid.field.press("Enter");
    const said = ingrid.page.locator("li", { hasText: "Goodbye from" }).last();
    await said.getByRole("img", { name: "Sent", exact: true }).waitFor(PATIENCE);
    await said.getByRole("button", { name: "Message actions" }).click();
    await ingrid.button("Edit").click();
    await ingrid.page.getByRole("textbox", { name: "Edit" }).fill("Goodbye and safe travels.");
    await ingrid.button("Save").click();
    await ingrid.button("edited, show earlier versions").click(PATIENCE);
    await ingrid.dialog.getByText("Goodbye from Hotel Fjordlys.").waitFor(PATIENCE);
    expect(await ingrid.dialog.getByRole("listitem").count()).toBe(2);
    expect(await ingrid.dialog.getByRole("listitem").first().textContent()).toMatch(/^Now · .*safe travels/);
    await ingrid.page.keyboard.press("Escape");
    await ingrid.button("Resolve").click();
    await ingrid.button("Reopen").waitFor(PATIENCE);
  });

  test("a colleague's status and words are seen by all, who need not be managers for that", async () => {
    await ingrid.page.getByRole("button", { name: /status and settings/ }).click();
    await ingrid.dialog.getByRole("radio", { name: "Busy" }).check();
    await ingrid.dialog.getByLabel("What others see").fill("Counting towels");
    await ingrid.button("Save status").click();
    await ingrid.dialog.waitFor({ state: "detached", ...PATIENCE });

    await olav.goTo("Agents");
    const item = olav.page.getByRole("listitem").filter({ hasText: "Ingrid Solberg" });
    await item.getByText("Busy · computer").waitFor(PATIENCE);
    await item.getByText("Counting towels").waitFor(PATIENCE);
    expect(await item.getByRole("button").count()).toBe(0);

    await ingrid.page.getByRole("button", { name: /status and settings/ }).click();
    await ingrid.dialog.getByRole("radio", { name: "Automatic" }).check();
    await ingrid.dialog.getByLabel("What others see").fill("");
    await ingrid.button("Save status").click();
    await item.getByText("Online · computer").waitFor(PATIENCE);
  });

  test("colleagues in the same conversation see each other, and who writes", async () => {
    await Guest.starts(site.url, "Frida", "Is there a sauna?");
    for (const agent of [ingrid, olav]) {
      await agent.queue("Unassigned");
      await agent.open("Frida");
    }
    await ingrid.sees("Olav Lie is looking at this too");
    await olav.sees("Ingrid Solberg is looking at this too");

    await olav.field.pressSequentially("There is");
    await ingrid.sees("Olav Lie is writing an answer");
    await olav.field.fill("");
    await ingrid.sees("Olav Lie is looking at this too");
  });

  test("a colleague is mentioned in a note", async () => {
    await Guest.starts(site.url, "Greta", "Do you have cots?");
    await ingrid.queue("Unassigned");
    await ingrid.open("Greta");
    await ingrid.button("Note").click();
    await ingrid.noteField.pressSequentially("@ol");
    await ingrid.page.getByRole("option", { name: "Olav Lie" }).waitFor(PATIENCE);
    await ingrid.noteField.press("Enter");
    await ingrid.noteField.pressSequentially("have we any?");
    await ingrid.noteField.press("Enter");
    await ingrid.shows("@Olav Lie have we any?");
    await ingrid.button("Reply").click();

    await olav.queue("Unassigned");
    await olav.open("Greta");
    await olav.shows("@Olav Lie have we any?");
  });

  test("search finds messages and notes of all conversations and goes to them", async () => {
    await Guest.starts(site.url, "Hanna", "Where is the lighthouse?");
    await ingrid.queue("Unassigned");
    await ingrid.open("Hanna");
    await ingrid.note("She means the lighthouse at the harbour.");
    for (let number = 1; number <= 60; number++) await ingrid.reply(`line ${number}`);
    await ingrid.shows("line 60");
    await expect
      .poll(() => ingrid.page.getByRole("img", { name: "Waiting to be sent" }).count(), PATIENCE)
      .toBe(0);
    await olav.queue("Mine");
    await olav.button("Search").click();
    await olav.page.getByLabel("Search messages and notes").fill("lightho");
    await olav.page.getByText("Note by Ingrid Solberg").waitFor(PATIENCE);
    await olav.page.getByRole("link", { name: /Hanna.*Where is the/s }).click();

    const found = olav.page.locator("[data-message]", { hasText: "Where is the lighthouse?" });
    const top = () => found.evaluate((message) => message.getBoundingClientRect().top);
    await found.waitFor(PATIENCE);
    await expect.poll(top, PATIENCE).toBeGreaterThan(60);
    expect(await top()).toBeLessThan(viewport.height);
    await olav.button("Close search").click();
  });

  test("the keyboard alone does it all", async () => {
    await Guest.starts(site.url, "Ida", "Do you have a gym?");
    await Guest.starts(site.url, "Jon", "Do you have bikes?");
    const { keyboard } = ingrid.page;
    const isFocused = (room: string) =>
      expect
        .poll(() => ingrid.page.evaluate(() => document.activeElement?.textContent), PATIENCE)
        .toContain(room);
    await ingrid.queue("Unassigned");
    await ingrid.row("Jon").waitFor(PATIENCE);
    await keyboard.press("j");
    await isFocused("Jon");
    await keyboard.press("j");
    await isFocused("Ida");
    await keyboard.press("k");
    await isFocused("Jon");
    await keyboard.press("Enter");
    await ingrid.page.getByRole("heading", { name: "Jon", level: 1 }).waitFor(PATIENCE);
    await keyboard.press("n");
    await keyboard.type("Blue shed.");
    await keyboard.press("Enter");
    await ingrid.shows("Blue shed.");
    await keyboard.press("Escape");
    await keyboard.press("r");
    await expect
      .poll(() => ingrid.field.evaluate((field) => field === document.activeElement), PATIENCE)
      .toBe(true);
    await keyboard.type("We do!");
    await keyboard.press("Enter");
    await ingrid.shows("We do!");
    await keyboard.press("Escape");
    await keyboard.press("a");
    await ingrid.dialog.waitFor(PATIENCE);
    await keyboard.press("Escape");
    await keyboard.press("e");
    await ingrid.button("Reopen").waitFor(PATIENCE);
    await keyboard.press("?");
    await ingrid.dialog.getByLabel("Single-key shortcuts").press("Space");
    await keyboard.press("Escape");
    await ingrid.dialog.waitFor({ state: "detached", ...PATIENCE });
    await keyboard.press("e");
    await ingrid.button("Reopen").waitFor(PATIENCE);
    await ingrid.page.getByRole("button", { name: "Keyboard shortcuts" }).click();
    await ingrid.dialog.getByLabel("Single-key shortcuts").check();
    await keyboard.press("Escape");
  });

  test("what changed while one was cut off is there afterwards", async () => {
    const wire = await Wire.of(olav.page.context());
    await olav.page.reload();
    await olav.queue("Unassigned");
    await Guest.starts(site.url, "Kari", "Are you open at Christmas?");
    await olav.row("Kari").waitFor(PATIENCE);
    await wire.cut();
    await Guest.starts(site.url, "Leif", "And at New Year?");
    await ingrid.queue("Unassigned");
    await ingrid.open("Kari");
    await ingrid.button("Take").click();
    await ingrid.row("Kari").waitFor({ state: "detached", ...PATIENCE });
    wire.mend();

    await olav.row("Leif").waitFor(PATIENCE);
    await olav.row("Kari").waitFor({ state: "detached", ...PATIENCE });
  });

  test("a phone shows one pane at a time and brings the focus back", async () => {
    await ingrid.page.setViewportSize({ width: 390, height: 844 });
    await Guest.starts(site.url, "Mona", "Is there parking?");
    await ingrid.page.goto(`${site.url}/console/?site=demo#/inbox/unassigned`);
    await ingrid.open("Mona");
    await ingrid.row("Mona").waitFor({ state: "hidden" });
    await ingrid.page.getByRole("link", { name: "Back to the list" }).click();
    await expect
      .poll(() => ingrid.row("Mona").evaluate((row) => row === document.activeElement), PATIENCE)
      .toBe(true);
    await ingrid.page.setViewportSize(viewport);
  });

  test("nothing broke the policy", () => {
    const isCut = (text: string) => /ERR_FAILED|WebSocket/.test(text);
    expect([...ingrid.complaints, ...olav.complaints].filter((text) => !isCut(text))).toEqual([]);
  });
});
