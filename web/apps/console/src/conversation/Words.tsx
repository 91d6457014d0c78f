import type { TimelineMessage } from "@bellhop/client/chat";
import { linked, useLanguage } from "@bellhop/ui";
import { lockedText } from "@bellhop/ui/sealed";
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
  const { language } = useLanguage();
  const { text, links, files, deleted, lock, replyTo, quotesLocked, from } = message;
  if (deleted) return <p className={styles.gone}>{words.deleted}</p>;
  if (lock) return <p className={styles.gone}>{lockedText(lock, from.name, language)}</p>;
  return (
    <>
      {replyTo && (
        <button type="button" className={styles.quote} onClick={() => onShow(replyTo.offset)}>
          <b>{replyTo.from.name || words.erased}</b>
          <span>{replyTo.text || (quotesLocked ? words.sealed : words.deleted)}</span>
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
