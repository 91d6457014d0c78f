import type { Page } from "playwright-core";
import { PATIENCE } from "./lobby";
import { openSdk } from "./sdk";
import type { Site } from "./site";

type RoomStore = ReturnType<ReturnType<Window["sdk"]["chatOf"]>["room"]>;

declare global {
  interface Window {
    room: RoomStore;
    sealedRoom(): ReturnType<ReturnType<Window["sdk"]["sealedOf"]>["room"]>;
  }
}

/** Somebody who reads and writes one room, in a browser of their own, by the built SDK. */
export class Reader {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async of(site: Site, token: string, room: string): Promise<Reader> {
    const page = await openSdk(site.browser, site.url);
    await page.evaluate(
      ([url, token, room]) => {
        const client = window.sdk.createClient({ url, token: () => token });
        client.connect();
        window.room = window.sdk.chatOf(client).room(room);
        window.room.subscribe(() => {});
        window.sealedRoom = () => window.sdk.sealedOf(client).room(room);
      },
      [site.url, token, room] as const,
    );
    await page.waitForFunction(() => window.room.getSnapshot().phase === "ready", undefined, PATIENCE);
    return new Reader(page);
  }

  say(text: string): Promise<void> {
    return this.page.evaluate((text) => window.room.send(text), text);
  }

  /** What is shown, oldest first: texts, and why one does not open. */
  texts(): Promise<string[]> {
    return this.page.evaluate(() =>
      window.room
        .getSnapshot()
        .timeline.messages.filter(({ kind }) => kind === "message")
        .map(({ text, lock }) => lock ?? text),
    );
  }
}
