import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Browser, Page } from "playwright-core";

type Sdk = typeof import("@bellhop/client") &
  typeof import("@bellhop/client/chat") &
  typeof import("@bellhop/client/files") &
  typeof import("@bellhop/client/sealed");

declare global {
  interface Window {
    sdk: Sdk;
  }
}

const DIST = resolve(import.meta.dirname, "../../packages/client/dist");
const SETUP = `
import * as client from "./index.js";
import * as chat from "./chat.js";
import * as files from "./files.js";
import * as sealed from "./sealed.js";
window.sdk = { ...client, ...chat, ...files, ...sealed };
`;

/** An empty page of the server with the built SDK as `window.sdk`, under the server's own content policy. */
export async function openSdk(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext();
  await context.route("**/sdk/*.js", async (route) => {
    const name = new URL(route.request().url()).pathname.replace("/sdk/", "");
    const body = name === "setup.js" ? SETUP : await readFile(resolve(DIST, name), "utf8");
    await route.fulfill({ body, contentType: "text/javascript" });
  });
  const page = await context.newPage();
  await page.goto(`${url}/health`);
  await page.addScriptTag({ type: "module", url: "/sdk/setup.js" });
  await page.waitForFunction(() => window.sdk !== undefined);
  return page;
}
