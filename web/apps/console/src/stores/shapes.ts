import type { Methods } from "@bellhop/client";

export type Conversation = Methods["desk.conversation"]["result"]["conversation"];
export type Agent = Methods["desk.me"]["result"];
export type Colleague = Methods["staff.list"]["result"]["staff"][number];
export type Reply = Methods["desk.replies"]["result"]["replies"][number];
export type Team = Methods["desk.teams"]["result"]["teams"][number];
export type SearchHit = Methods["chat.search"]["result"]["hits"][number];
export type PresenceChoice = Methods["presence.choose"]["params"];

/** Names of those whom a conversation is between, by their ids. */
export function namesOf({ customer, assignee }: Conversation): ReadonlyMap<string, string> {
  const people = [customer, assignee].filter((person) => person !== undefined);
  return new Map(people.map(({ id, name }) => [id, name]));
}

/** What to call whoever wrote: of a person who was erased only the empty id is left. */
export function called(
  { id, name }: { id: string; name: string },
  words: { erased: string; nobody: string },
): string {
  return name || (id === "" ? words.erased : words.nobody);
}
