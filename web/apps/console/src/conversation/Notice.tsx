import type { TimelineMessage } from "@bellhop/client/chat";
import { timeOfDay, useLocale } from "@bellhop/ui";
import { called } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Notice.module.css";

/** A line that the system wrote: what happened to the conversation. */
export function Notice({ message: { text, from, about, at } }: { message: TimelineMessage }) {
  const texts = useConsoleTexts();
  const words = texts.happened;
  const locale = useLocale();
  const word = text as keyof typeof words;
  const line = Object.hasOwn(words, word)
    ? words[word](
        called(from, texts.conversation),
        about ? called(about, texts.conversation) : "",
        from.id === about?.id,
      )
    : text;
  return (
    <li className={styles.notice}>
      {line} · <time dateTime={at}>{timeOfDay(at, locale)}</time>
    </li>
  );
}
