import { isStaff, type TimelineMessage } from "@bellhop/client/chat";
import { timeOfDay, useLocale } from "@bellhop/ui";
import { called } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Notice.module.css";

/** A line that the system wrote: what happened to the conversation. A word that is not known here is not shown. */
export function Notice({ message: { text, from, about, at } }: { message: TimelineMessage }) {
  const texts = useConsoleTexts();
  const words = texts.happened;
  const locale = useLocale();
  const word = text as keyof typeof words;
  // What the system does by itself has no name; what somebody did who was erased, has theirs no more.
  const by = isStaff(from.role) ? from.name : called(from, texts.conversation);
  const to = about ? called(about, texts.conversation) : "";
  const line = Object.hasOwn(words, word)
    ? words[word](by, to, from.id !== "" && from.id === about?.id)
    : undefined;
  if (!line) return null;
  return (
    <li className={styles.notice}>
      {line} · <time dateTime={at}>{timeOfDay(at, locale)}</time>
    </li>
  );
}
