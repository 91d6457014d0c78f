import type { TimelineMessage } from "@bellhop/client/chat";
import { type Texts, useTexts } from "../texts/texts";

interface AnnouncerProps {
  messages: readonly TimelineMessage[];
  own: string | undefined;
}

/** The one place that speaks: the newest message of somebody else that came while looking on. */
export function Announcer({ messages, own }: AnnouncerProps) {
  const texts = useTexts();
  const { chat } = texts;
  const newest = messages.findLast(
    ({ arrivedAt, from, kind }) => arrivedAt !== undefined && from.id !== own && kind === "message",
  );
  return (
    <div role="log" aria-label={chat.announcer} className="hidden">
      {newest && (
        <p key={newest.offset}>{chat.says(newest.from.name || chat.erased, wordsOf(newest, texts))}</p>
      )}
    </div>
  );
}

function wordsOf({ deleted, lock, text, files }: TimelineMessage, { chat, home }: Texts): string {
  if (deleted) return chat.deleted;
  return lock ? home.sealed : text || home.files(files.length);
}
