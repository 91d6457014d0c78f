import type { Message } from "@bellhop/client/chat";
import type { Agent, Conversation } from "../src/stores/shapes";

export const at = (second: number): string => new Date(Date.UTC(2026, 10, 20, 12, 0, second)).toISOString();

export const person = (id: string, role = "staff") => ({ id, role, name: id });

export const agent = (id: string, available: boolean): Agent => ({
  person: person(id),
  available,
  capacity: 5,
  load: 0,
  teams: [],
  skills: [],
});

/** A conversation of somebody's, open and nobody's. */
export function conversation(room: string, second: number, more: Partial<Conversation> = {}): Conversation {
  return {
    room,
    status: "open",
    customer: person(`guest of ${room}`, "guest"),
    answers: [],
    encrypted: false,
    messages: 1,
    openedAt: at(0),
    at: at(second),
    ...more,
  };
}

export function message(offset: number, second: number): Message {
  return {
    offset,
    kind: "message",
    from: person("ann", "guest"),
    text: `text ${offset}`,
    at: at(second),
    mentions: [],
    files: [],
    links: [],
    reactions: [],
  };
}
