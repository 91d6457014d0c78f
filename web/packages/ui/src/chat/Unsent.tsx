import type { UnsentMessage } from "@bellhop/client/chat";
import type { ChatView } from "@bellhop/react";
import { Button } from "../parts/Button";
import hidden from "../parts/hidden.module.css";
import { ClockIcon, WarningIcon } from "../parts/icons";
import { useLanguage, useLocale } from "../texts/language";
import { timeOfDay } from "./days";
import { Bubble } from "./Message";
import styles from "./Message.module.css";

export interface UnsentProps {
  message: UnsentMessage;
  room: Pick<ChatView, "retry" | "discard">;
}

/** One's own message that waits to be sent, or could not be. */
export function Unsent({ message: { key, text, at, failed }, room }: UnsentProps) {
  const { texts } = useLanguage();
  const locale = useLocale();
  const { chat } = texts;
  return (
    <li className={`${styles.message} ${styles.own} ${styles.unsent} ${failed ? styles.failed : ""}`}>
      <div className={styles.column}>
        <p className={hidden.hidden}>{chat.you}</p>
        <Bubble text={text}>
          {failed ? (
            <>
              <WarningIcon size={14} />
              {chat.failed}
            </>
          ) : (
            <>
              <time>{timeOfDay(new Date(at).toISOString(), locale)}</time>
              <span role="img" aria-label={chat.pending} title={chat.pending}>
                <ClockIcon />
              </span>
            </>
          )}
        </Bubble>
        {failed && (
          <div className={styles.actions}>
            <Button onClick={() => room.retry(key)}>{chat.retry}</Button>
            <Button look="danger" onClick={() => room.discard(key)}>
              {chat.discard}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}
