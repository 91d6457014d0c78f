import type { ChatMessage, Preview, RoomSummary } from "../generated/protocol";
import type { RoomEvent } from "./room-state";

const PREVIEW_CHARACTERS = 140;

/** A room's summary after an event of its channel; the same one where nothing in it changes. */
export function summaryAfter(
  summary: RoomSummary,
  { offset, type, data, at }: RoomEvent,
  own: string | undefined,
): RoomSummary {
  const { last } = summary;
  if (type === "message") return withMessage(summary, { ...(data as ChatMessage), offset, at }, own);
  if (type === "erased") {
    const { last: _, ...rest } = summary;
    return { ...rest, members: 0, messages: 0, unread: 0, mentions: 0 };
  }
  if (type === "room") return { ...summary, name: (data as { name: string }).name };
  if (!last || (data as { message?: number }).message !== last.offset) return summary;
  if (type === "deleted") return { ...summary, last: { ...last, text: "", files: 0, deleted: true } };
  if (type !== "edited") return summary;
  return { ...summary, last: { ...last, text: brief((data as { text: string }).text) } };
}

function withMessage(
  summary: RoomSummary,
  message: ChatMessage & { offset: number; at: string },
  own: string | undefined,
): RoomSummary {
  const { offset, kind, from, text, files, at, sealed } = message;
  if (offset <= (summary.last?.offset ?? 0)) return summary;
  const last: Preview = { offset, kind, from, text: brief(text), files: files.length, at };
  const counts = kind === "message" ? 1 : 0;
  const isOwn = from.id === own;
  return {
    ...summary,
    last: sealed ? { ...last, sealed: true } : last,
    at,
    messages: summary.messages + counts,
    unread: isOwn ? 0 : summary.unread + counts,
    mentions: isOwn ? 0 : summary.mentions,
    read: isOwn ? offset : summary.read,
  };
}

/** After one has read up to `offset`; `undefined` where only the server can count what is left. */
export function summaryRead(summary: RoomSummary, offset: number): RoomSummary | undefined {
  if (offset <= summary.read) return summary;
  if (offset < (summary.last?.offset ?? 0)) return undefined;
  return { ...summary, read: offset, unread: 0, mentions: 0 };
}

export function newestFirst(rooms: readonly RoomSummary[]): RoomSummary[] {
  return [...rooms].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** The beginning of a text, for where it is only mentioned. */
export function brief(text: string): string {
  return [...text].slice(0, PREVIEW_CHARACTERS).join("");
}
