import { Avatar, hidden, useLocale } from "@bellhop/ui";
import { memo } from "react";
import { LockIcon } from "../shell/icons";
import { inboxPath } from "../shell/route";
import type { QueueName } from "../stores/queues";
import { type Conversation, called } from "../stores/shapes";
import { ago, longTime, shortTime } from "../stores/times";
import { useConsoleTexts } from "../texts/texts";
import styles from "./ConversationRow.module.css";

export interface ConversationRowProps {
  conversation: Conversation;
  queue: QueueName;
  unread: number;
  isOpen: boolean;
  own: string;
  /** The time (milliseconds), for how long somebody waits. */
  now: number;
}

/** One conversation in the list: whose it is, what was said last, who looks after it, who waits. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { conversation, queue, unread, isOpen, now } = props;
  const words = useConsoleTexts();
  const locale = useLocale();
  const { room, customer, encrypted, at } = conversation;
  const name = called(customer, words.conversation);
  return (
    <li className={styles.item}>
      <a
        href={inboxPath(queue, room)}
        className={`${styles.row} ${unread > 0 ? styles.unread : ""}`}
        aria-current={isOpen ? "true" : undefined}
        data-room={room}
      >
        <Avatar id={customer.id} name={name} />
        <div className={styles.contents}>
          <div className={styles.line}>
            <span className={styles.name}>{name}</span>
            {encrypted && (
              <span className={styles.lock} role="img" aria-label={words.conversation.encrypted}>
                <LockIcon />
              </span>
            )}
            <time className={styles.time} dateTime={at}>
              {shortTime(at, new Date(now), locale)}
            </time>
          </div>
          <div className={styles.line}>
            <Preview {...props} />
            {unread > 0 && (
              <span className={styles.badge}>
                {unread}
                <span className={hidden.hidden}> {words.inbox.unread}</span>
              </span>
            )}
          </div>
          <Facts {...props} />
        </div>
      </a>
    </li>
  );
});

function Preview({ conversation: { last, encrypted }, own }: ConversationRowProps) {
  const words = useConsoleTexts().inbox;
  const text = last?.text || (encrypted ? words.sealed : last ? words.file : words.silent);
  return <span className={styles.preview}>{last?.from === own ? words.you(text) : text}</span>;
}

function Facts({ conversation, queue, own, now }: ConversationRowProps) {
  const words = useConsoleTexts().inbox;
  const locale = useLocale();
  const { topic, assignee, waitingSince, snoozedUntil, status } = conversation;
  const waits = status === "open" && waitingSince !== undefined;
  const facts = [
    waits && (
      <span key="waiting" className={styles.waiting}>
        {words.waiting(ago(waitingSince, now, locale))}
      </span>
    ),
    status === "snoozed" && snoozedUntil && (
      <span key="snoozed">{words.until(longTime(snoozedUntil, locale))}</span>
    ),
    topic && (
      <span key="topic" className={styles.topic}>
        {topic}
      </span>
    ),
    queue !== "mine" && assignee && (
      <span key="assignee">{assignee.id === own ? words.assignedToYou : assignee.name}</span>
    ),
  ].filter(Boolean);
  return facts.length > 0 ? <div className={styles.facts}>{facts}</div> : null;
}
