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
  );
  return (
    <div role="log" aria-label={chat.announcer} className={hidden.hidden}>
      {newest && <p key={newest.message.at}>{chat.says(newest.message.from.name, newest.message.text)}</p>}
    </div>
  );
}
