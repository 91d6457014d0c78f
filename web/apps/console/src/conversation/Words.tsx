import type { TimelineMessage } from "@bellhop/client/chat";
import { linked } from "@bellhop/ui";
import { useConsoleTexts } from "../texts/texts";
import { Attachments } from "./Attachments";
import styles from "./MessageEntry.module.css";

export interface WordsProps {
  message: TimelineMessage;
  /** Shows the message that this one answers. */
  onShow(offset: number): unknown;
}

/** What a message says. */
export function Words({ message, onShow }: WordsProps) {
  const words = useConsoleTexts().conversation;
  const { text, links, files, deleted, sealed, replyTo } = message;
  if (deleted || sealed) {
    return <p className={styles.gone}>{deleted ? words.deleted : words.sealed}</p>;
  }
  return (
    <>
      {replyTo && (
        <button type="button" className={styles.quote} onClick={() => onShow(replyTo.offset)}>
          <b>{replyTo.from.name}</b>
          <span>{replyTo.text || words.deleted}</span>
        </button>
      )}
      {text && (
        <p className={styles.text} data-message="">
          {linked(text, links)}
        </p>
      )}
      <Attachments files={files} />
    </>
  );
}
