import { hidden, useTexts } from "@bellhop/ui";
import type { Entry } from "../stores/merged";

export interface AnnouncerProps {
  entries: readonly Entry[];
  own: string | undefined;
}

/** The one place that speaks: the newest message of somebody else that came while looking on. */
export function Announcer({ entries, own }: AnnouncerProps) {
  const { chat } = useTexts();
  const newest = entries.findLast(
    ({ message: { arrivedAt, from, kind } }) =>
      arrivedAt !== undefined && from.id !== own && kind === "message",
  )?.message;
  return (
    <div role="log" aria-label={chat.announcer} className={hidden.hidden}>
      {newest && (
        <p key={newest.at}>{chat.says(newest.from.name, newest.deleted ? chat.deleted : newest.text)}</p>
      )}
    </div>
  );
}
