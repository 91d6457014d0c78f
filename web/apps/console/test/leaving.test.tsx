// @vitest-environment happy-dom
// @vitest-environment-options { "url": "http://bellhop.test/" }

import { LanguageProvider } from "@bellhop/ui";
import { readDraft, writeDraft } from "@bellhop/ui/draft";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { summary } from "../../../packages/client/test/fake-chat";
import { FakeServer, token } from "../../../packages/client/test/fake-server";
import { App } from "../src/App";
import { conversation } from "./shapes";

let server: FakeServer;
let who = "";

beforeEach(() => {
  server = new FakeServer();
  const { handlers } = server;
  handlers.position = () => ({ channel: "desk:inbox", epoch: server.epoch, offset: 0 });
  handlers["desk.agents"] = () => ({ agents: [] });
  handlers["desk.counts"] = () => ({ mine: 0, unassigned: 1, all: 1, snoozed: 0, resolved: 0 });
  handlers["desk.conversations"] = () => ({ conversations: [conversation("c-1", 1)], more: false });
  handlers["chat.rooms"] = () => ({ rooms: [summary({ room: "c-1", unread: 2 })] });
  handlers["presence.of"] = () => ({ people: [] });
  vi.stubGlobal("WebSocket", server.webSocket);
  vi.stubGlobal("fetch", async () => Response.json(issued(who)));
});

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const issued = (id: string) => ({
  token: token({ sub: id }),
  expires: "2999-01-01T00:00:00Z",
  principal: { id, role: "staff", name: id, site: "demo" },
});

const shows = () =>
  render(
    <LanguageProvider>
      <App />
    </LanguageProvider>,
  );

/** Signs in as who the server says that one is. */
async function enter(id: string): Promise<void> {
  who = id;
  const field = await screen.findByLabelText("Password");
  fireEvent.submit(field.closest("form") as HTMLFormElement);
  await screen.findByTitle(new RegExp(id));
}

test("of who signs out neither drafts are left nor a title that counts", async () => {
  shows();
  await enter("ben");
  await vi.waitFor(() => expect(document.title).toBe("(1) Bellhop console"));
  writeDraft("c-1", "between us", false);
  fireEvent.click(await screen.findByTitle(/ben/));
  fireEvent.click(screen.getByText("Sign out"));

  await screen.findByLabelText("Password");
  expect(document.title).toBe("Bellhop console");
  expect(readDraft("c-1")).toBe("");
});

test("whose session is over finds the drafts again, and nobody else does", async () => {
  shows();
  await enter("ben");
  writeDraft("c-1", "between us", false);
  await vi.waitFor(() => expect(server.live).toHaveLength(1));
  server.end("revoked");
  await enter("ben");
  expect(readDraft("c-1")).toBe("between us");

  await vi.waitFor(() => expect(server.live).toHaveLength(1));
  server.end("revoked");
  await enter("olav");
  expect(readDraft("c-1")).toBe("");
});
