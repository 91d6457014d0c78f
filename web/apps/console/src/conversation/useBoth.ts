import { type ChatView, useChat } from "@bellhop/react";
import type { Scrolled } from "@bellhop/ui";
import { useMemo } from "react";
import { type Merged, merged, olderOf } from "../stores/merged";

/** A conversation's room and the room of the notes about it, and both as one. */
export interface BothView extends Merged {
  readonly chat: ChatView;
  readonly notes: ChatView;
  /** As one room that scrolls: its numbers only order. */
  readonly scrolled: Scrolled;
  /** Shows the newest of both. */
  latest(): Promise<void>;
}

export function useBoth(room: string): BothView {
  const chat = useChat(room);
  const notes = useChat(`${room}~notes`);
  return useMemo(() => {
    const all = merged(chat.timeline, notes.timeline);
    const messages = all.entries.map(({ message }) => ({ ...message, offset: Date.parse(message.at) }));
    const scrolled: Scrolled = {
      timeline: { messages, moreBefore: all.moreBefore, moreAfter: all.moreAfter },
      unsent: [...chat.unsent, ...notes.unsent],
      phase: chat.phase === "ready" && notes.phase === "ready" ? "ready" : chat.phase,
      loadOlder: async () => olderOf(chat, notes)?.loadOlder(),
      atEnd: (atEnd) => {
        chat.atEnd(atEnd);
        notes.atEnd(atEnd);
      },
    };
    const latest = async () => {
      await Promise.all([chat.latest(), notes.latest()]);
    };
    return { ...all, chat, notes, scrolled, latest };
  }, [chat, notes]);
}
