import { expect, test } from "vitest";
import { Lobby, PATIENCE } from "../src/lobby";
import { Site } from "../src/site";

const site = Site.forTests(18_105);
const EMAIL = "ingrid@example.com";
const PASSWORD = "a quite long password";

test("the first account is set up, signs in again, talks as staff, and manages keys", async () => {
  const setup = /#setup=([\w.~-]+)/.exec(site.server.output())?.[1];
  expect(setup, "the server prints the one-time setup link").toBeDefined();
  const page = await (await site.browser.newContext({ locale: "en-GB" })).newPage();
  const lobby = new Lobby(page);
  const guest = await Lobby.enter(site.browser, site.url, "Ann");

  await page.goto(`${site.url}/console/?site=demo#setup=${setup}`);
  await page.getByLabel("Name", { exact: true }).fill("Ingrid");
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "Inbox" }).waitFor(PATIENCE);
  await page.getByRole("button", { name: /^Ingrid, .*: status and settings$/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();

  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("These details are not right.").waitFor(PATIENCE);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Lobby" }).click();
  await lobby.connected();

  await lobby.send("How may I help?");
  await guest.shows("How may I help?");
  await guest.page.getByText("Staff", { exact: true }).first().waitFor(PATIENCE);

  await page.getByRole("link", { name: "Keys" }).click();
  await page.getByLabel("Name of the new key").fill("Booking system");
  await page.getByRole("button", { name: "Create key" }).click();
  await page.getByText(/^bhk_/).waitFor(PATIENCE);
  await page.getByRole("listitem").getByText("Booking system", { exact: true }).waitFor(PATIENCE);
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText("There are no keys yet.").waitFor(PATIENCE);
});
