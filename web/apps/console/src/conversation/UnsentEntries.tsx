import type { UnsentMessage } from "@bellhop/client/chat";
import type { ChatView } from "@bellhop/react";
import { Button, ClockIcon, useTexts, WarningIcon } from "@bellhop/ui";
import styles from "./MessageEntry.module.css";
import unsent from "./UnsentEntries.module.css";
import type { BothView } from "./useBoth";

/** One's own messages and notes that wait to be sent, or could not be. */
export function UnsentEntries({ both: { chat, notes } }: { both: BothView }) {
  return (
    <ol>
      {chat.unsent.map((message) => (
        <Unsent key={message.key} message={message} room={chat} isNote={false} />
      ))}
      {notes.unsent.map((message) => (
        <Unsent key={message.key} message={message} room={notes} isNote />
      ))}
    </ol>
  );
}

interface UnsentProps {
  message: UnsentMessage;
  room: ChatView;
  isNote: boolean;
}

function Unsent({ message: { key, text, failed }, room, isNote }: UnsentProps) {
  const { chat } = useTexts();
  return (
    <li className={`${styles.entry} ${styles.staff} ${isNote ? styles.isNote : ""}`}>
      <div className={styles.column}>
        <div className={styles.bubble}>
          <p className={styles.text} data-message="">
            {text}
          </p>
        </div>
        <p className={`${styles.meta} ${failed ? unsent.failed : ""}`}>
          {failed ? (
            <>
              <WarningIcon size={14} />
              {chat.failed}
            </>
          ) : (
            <span role="img" aria-label={chat.pending} title={chat.pending}>
              <ClockIcon />
            </span>
          )}
        </p>
        {failed && (
          <div className={unsent.actions}>
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
