import { useSyncExternalStore } from "react";
import { QUEUES, type QueueName } from "../stores/queues";

export const PAGES = ["inbox", "lobby", "replies", "agents", "people", "keys"] as const;
export type Page = (typeof PAGES)[number];

/** What the part of the address behind `#` says. */
export interface Route {
  readonly page: Page;
  readonly queue: QueueName;
  /** The conversation that is open. */
  readonly room: string | undefined;
  /** Number of the message to show, of the room or of its notes. */
  readonly message: number | undefined;
  readonly note: number | undefined;
}

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [page, queue, room] = path.split("/").map(decode);
  const asked = new URLSearchParams(query);
  return {
    page: PAGES.find((name) => name === page) ?? "inbox",
    queue: QUEUES.find((name) => name === queue) ?? "mine",
    room: room || undefined,
    message: numberOf(asked.get("message")),
    note: numberOf(asked.get("note")),
  };
}

export function inboxPath(queue: QueueName, room?: string, at?: { message?: number; note?: number }): string {
  const [name, offset] = at?.note === undefined ? ["message", at?.message] : ["note", at.note];
  const query = offset === undefined ? "" : `?${name}=${offset}`;
  return `#/inbox/${queue}${room ? `/${encodeURIComponent(room)}` : ""}${query}`;
}

export function pagePath(page: Page): string {
  return `#/${page}`;
}

export function goTo(path: string): void {
  location.hash = path;
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return parseRoute(hash);
}

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

function numberOf(text: string | null): number | undefined {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
