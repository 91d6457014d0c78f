import type { UnsentMessage } from "@bellhop/client/chat";
import { useClient } from "@bellhop/react";
import { Button } from "../parts/Button";
import hidden from "../parts/hidden.module.css";
import { ClockIcon, WarningIcon } from "../parts/icons";
import { useLanguage, useLocale } from "../texts/language";
import { timeOfDay } from "./days";
import { Bubble } from "./Message";
import styles from "./Message.module.css";

/** One's own message that waits to be sent, or could not be. */
export function Unsent({ message: { key, text, at, failed } }: { message: UnsentMessage }) {
  const { outbox } = useClient();
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
            <Button onClick={() => outbox.retry(key)}>{chat.retry}</Button>
            <Button look="danger" onClick={() => outbox.discard(key)}>
              {chat.discard}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}
