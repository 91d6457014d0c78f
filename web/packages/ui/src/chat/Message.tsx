import type { TimelineMessage } from "@bellhop/client/chat";
import { memo, type ReactNode } from "react";
import { Avatar } from "../parts/Avatar";
import hidden from "../parts/hidden.module.css";
import { CheckIcon } from "../parts/icons";
import { lockedText } from "../sealed/texts";
import { useLanguage, useLocale } from "../texts/language";
import { timeOfDay } from "./days";
import styles from "./Message.module.css";

export interface MessageProps {
  message: TimelineMessage;
  isOwn: boolean;
  /** Whether the message before is of the same person: then the name is not repeated. */
  goesOn: boolean;
}

export const Message = memo(function Message({ message, isOwn, goesOn }: MessageProps) {
  const { language, texts } = useLanguage();
  const locale = useLocale();
  const { from, text, at, deleted, lock } = message;
  const words = lock ? lockedText(lock, from.name, language) : text;
  const isStaff = from.role === "staff" || from.role === "manager";
  return (
    <li className={`${styles.message} ${isOwn ? styles.own : ""} ${goesOn ? styles.goesOn : ""}`}>
      {!isOwn && <div className={styles.face}>{!goesOn && <Avatar id={from.id} name={from.name} />}</div>}
      <div className={styles.column}>
        <p className={isOwn || goesOn ? hidden.hidden : styles.author}>
          {isOwn ? texts.chat.you : from.name || texts.people.erased}
          {isStaff && <span className={styles.badge}>{texts.chat.staff}</span>}
        </p>
        <Bubble text={deleted ? texts.chat.deleted : words}>
          <time dateTime={at}>{timeOfDay(at, locale)}</time>
          {isOwn && (
            <span role="img" aria-label={texts.chat.committed} title={texts.chat.committed}>
              <CheckIcon />
            </span>
          )}
        </Bubble>
      </div>
    </li>
  );
});

/** The words, and in the corner what is to be known about them. */
export function Bubble({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className={styles.bubble}>
      <p className={styles.text} data-message="">
        {text}
      </p>
      <div className={styles.meta}>{children}</div>
    </div>
  );
}
