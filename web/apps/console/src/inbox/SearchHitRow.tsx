import { useLocale } from "@bellhop/ui";
import { useEffect } from "react";
import { useInbox } from "../shell/inbox";
import { inboxPath, pagePath } from "../shell/route";
import { marked } from "../stores/marked";
import type { QueueName } from "../stores/queues";
import type { SearchHit } from "../stores/shapes";
import { shortTime } from "../stores/times";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Search.module.css";

const NOTES = "~notes";

export interface SearchHitRowProps {
  hit: SearchHit;
  queue: QueueName;
  sought: string;
}

/** A message that was found; leads to its place in its conversation. */
export function SearchHitRow({ hit, queue, sought }: SearchHitRowProps) {
  const words = useConsoleTexts().search;
  const locale = useLocale();
  const { conversations, missing, store } = useInbox();
  const isNote = hit.room.endsWith(NOTES);
  const room = isNote ? hit.room.slice(0, -NOTES.length) : hit.room;
  const { message, snippet } = hit;
  const conversation = conversations.get(room);
  useEffect(() => store.need(room), [store, room]);
  const at = isNote ? { note: message.offset } : { message: message.offset };
  const where = conversation?.customer.name ?? (missing.has(room) ? words.otherRoom : "…");
  return (
    <li>
      <a className={styles.hit} href={missing.has(room) ? pagePath("lobby") : inboxPath(queue, room, at)}>
        <span className={styles.line}>
          <span className={styles.where}>{where}</span>
          <time dateTime={message.at}>{shortTime(message.at, new Date(), locale)}</time>
        </span>
        <span className={styles.snippet}>
          {marked(snippet, sought).map(({ text, isHit, from }) =>
            isHit ? <mark key={from}>{text}</mark> : <span key={from}>{text}</span>,
          )}
        </span>
        <span className={styles.line}>{isNote ? words.note(message.from.name) : message.from.name}</span>
      </a>
    </li>
  );
}
