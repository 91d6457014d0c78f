import { createClient } from "@bellhop/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeServer } from "../../../packages/client/test/fake-server";
import { seeded } from "../../../packages/client/test/random";
import { conversationsOf } from "../src/stores/inbox-state";
import { InboxStore } from "../src/stores/inbox-store";
import type { ListName } from "../src/stores/queues";
import type { Conversation } from "../src/stores/shapes";
import { agent, conversation, person } from "./shapes";

const INBOX = "desk:inbox";
const ALL: ListName = { queue: "all", team: undefined };
const UNASSIGNED: ListName = { queue: "unassigned", team: undefined };
const PATIENCE = { timeout: 3_000 };

let server: FakeServer;
let client: ReturnType<typeof createClient>;
let store: InboxStore;
let stop: () => void;
let known: Conversation[];

beforeEach(async () => {
  server = new FakeServer();
  known = [conversation("a", 1), conversation("b", 2)];
  const { handlers } = server;
  handlers["position"] = () => ({
    channel: INBOX,
    epoch: server.epoch,
    offset: server.ledgerOf(INBOX).length,
  });
  handlers["desk.agents"] = () => ({ agents: [] });
  handlers["desk.counts"] = () => ({
    mine: 0,
    unassigned: known.length,
    all: known.length,
    snoozed: 0,
    resolved: 0,
  });
  handlers["desk.conversations"] = ({ params: { queue } }) => ({
    conversations: queue === "mine" ? [] : [...known].reverse(),
    more: false,
  });
  client = createClient({
    url: server.url,
    token: () => "token",
    webSocket: server.webSocket,
    random: seeded(5),
    tabs: false,
  });
  client.connect();
  store = new InboxStore(client, "me");
  store.show(ALL);
  stop = store.subscribe(() => {});
  await vi.waitFor(() => expect(shown(ALL)).toEqual(["b", "a"]), PATIENCE);
  await vi.waitFor(() => expect(store.getSnapshot().counts?.all).toBe(2), PATIENCE);
});

afterEach(() => {
  stop();
  client.close();
});

function shown(list: ListName): string[] {
  return conversationsOf(store.getSnapshot(), list, "me").map(({ room }) => room);
}

function happens(changed: Conversation): void {
  known = [...known.filter(({ room }) => room !== changed.room), changed];
  server.publish("conversation", changed, INBOX);
}

test("events change the lists as they come, and what is new is counted by the server", async () => {
  happens(conversation("c", 3));

  await vi.waitFor(() => expect(shown(UNASSIGNED)).toEqual(["c", "b", "a"]), PATIENCE);
  await vi.waitFor(() => expect(store.getSnapshot().counts?.unassigned).toBe(3), PATIENCE);
});

test("what happened while the line was down comes by recovery, without reading the lists again", async () => {
  const before = server.requests.filter(({ method }) => method === "desk.conversations").length;

  server.drop();
  happens(conversation("a", 4, { assignee: person("me") }));

  await vi.waitFor(() => expect(shown(UNASSIGNED)).toEqual(["b"]), PATIENCE);
  expect(shown({ queue: "mine", team: undefined })).toEqual(["a"]);
  expect(server.requests.filter(({ method }) => method === "desk.conversations")).toHaveLength(before);
});

test("everything is read anew where events are lost for good", async () => {
  server.drop();
  known = [conversation("d", 9)];
  server.epoch = "e2";

  await vi.waitFor(() => expect(shown(ALL)).toEqual(["d"]), PATIENCE);
  await vi.waitFor(() => expect(store.getSnapshot().counts?.all).toBe(1), PATIENCE);
});

test("what is told of an agent while the agents are asked for is kept, though the answer does not know it", async () => {
  server.handlers["desk.agents"] = () => {
    server.publish("agent", agent("me", true), INBOX);
    return { agents: [agent("me", false), agent("other", false)] };
  };

  store.askAgents();

  await vi.waitFor(() => expect(store.getSnapshot().agents.size).toBe(2), PATIENCE);
  const available = [...store.getSnapshot().agents.values()].map((one) => one.available);
  expect(available).toEqual([true, false]);
});

test("a conversation that no list has shown is read by itself, and one that is not there is known as missing", async () => {
  server.handlers["desk.conversation"] = ({ params: { room } }) => {
    if (room === "gone") throw { code: -32004, message: "no", data: { code: "not_found", retry: false } };
    return { conversation: conversation(String(room), 1, { status: "resolved" }), others: [] };
  };

  store.need("old");
  store.need("gone");

  await vi.waitFor(() => expect(store.getSnapshot().conversations.has("old")).toBe(true), PATIENCE);
  await vi.waitFor(() => expect(store.getSnapshot().missing.has("gone")).toBe(true), PATIENCE);
  expect(store.getSnapshot().error).toBeUndefined();
});

test("an agent's change is told", async () => {
  const agent = { person: person("olav"), available: true, capacity: 5, load: 1, teams: [], skills: [] };

  server.publish("agent", agent, INBOX);

  await vi.waitFor(() => expect(store.getSnapshot().agents.get("olav")).toEqual(agent), PATIENCE);
});
