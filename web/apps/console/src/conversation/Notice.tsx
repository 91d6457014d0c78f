import type { TimelineMessage } from "@bellhop/client/chat";
import { timeOfDay, useLanguage } from "@bellhop/ui";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Notice.module.css";

/** A line that the system wrote: what happened to the conversation. */
export function Notice({ message: { text, from, about, at } }: { message: TimelineMessage }) {
  const words = useConsoleTexts().happened;
  const { language } = useLanguage();
  const word = text as keyof typeof words;
  const line = Object.hasOwn(words, word)
    ? words[word](from.name, about?.name ?? "", from.id === about?.id)
    : text;
  return (
    <li className={styles.notice}>
      {line} · <time dateTime={at}>{timeOfDay(at, language)}</time>
    </li>
  );
}
