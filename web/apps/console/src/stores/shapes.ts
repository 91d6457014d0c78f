import type { Methods } from "@bellhop/client";

export type Conversation = Methods["desk.conversation"]["result"]["conversation"];
export type Agent = Methods["desk.me"]["result"];
export type Colleague = Methods["staff.list"]["result"]["staff"][number];
export type Reply = Methods["desk.replies"]["result"]["replies"][number];
export type Team = Methods["desk.teams"]["result"]["teams"][number];
export type Shown = Methods["presence.of"]["result"]["people"][number];
export type SearchHit = Methods["chat.search"]["result"]["hits"][number];
export type PresenceChoice = Methods["presence.choose"]["params"];
