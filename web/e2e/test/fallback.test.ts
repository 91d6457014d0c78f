import { test } from "vitest";
import { Lobby, PATIENCE } from "../src/lobby";
import { Site } from "../src/site";

const site = Site.forTests(18_104);

test("where WebSockets are blocked, the same goes over SSE and POST", async () => {
  const context = await site.browser.newContext({ locale: "en-GB" });
  await context.addInitScript(() => {
    globalThis.WebSocket = class {
      constructor() {
        throw new DOMException("blocked", "SecurityError");
      }
    } as unknown as typeof WebSocket;
  });
  const ann = await Lobby.enterIn(context, site.url, "Ann");
  const ben = await Lobby.enter(site.browser, site.url, "Ben");

  await ann.send("up by POST");
  await ben.shows("up by POST");
  await ben.send("down by SSE");

  await ann.showsAllSent("up by POST", "down by SSE");
  await ann.page.locator("summary").click();
  await ann.page.getByText("SSE + POST").waitFor(PATIENCE);
});

test("a network that closes every WebSocket falls back too, and recovers over a restart", async () => {
  const context = await site.browser.newContext({ locale: "en-GB" });
  await context.routeWebSocket(/\/ws$/, (socket) => socket.close());
  const ann = await Lobby.enterIn(context, site.url, "Cleo");
  await ann.send("before");
  await ann.waiting(0);

  await site.server.kill();
  await ann.send("meanwhile");
  await site.restart();

  await ann.showsAllSent("before", "meanwhile");
  await ann.page.locator("summary").click();
  await ann.page.getByText("SSE + POST").waitFor(PATIENCE);
});
