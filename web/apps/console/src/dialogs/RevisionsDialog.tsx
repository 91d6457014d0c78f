import { explain, useLocale, useTexts } from "@bellhop/ui";
import { Dialog } from "../shell/Dialog";
import { useAnswer } from "../shell/useAnswer";
import { longTime } from "../stores/times";
import { useConsoleTexts } from "../texts/texts";
import styles from "./RevisionsDialog.module.css";

export interface RevisionsDialogProps {
  room: string;
  /** Number of the message. */
  message: number;
  onClose(): void;
}

/** What an edited message said before, the newest first. */
export function RevisionsDialog({ room, message, onClose }: RevisionsDialogProps) {
  const words = useConsoleTexts();
  const texts = useTexts();
  const locale = useLocale();
  const { answer, failure } = useAnswer("chat.revisions", { room, message });
  const revisions = [...(answer?.revisions ?? [])].reverse();
  return (
    <Dialog title={words.conversation.revisions} onClose={onClose}>
      {failure !== undefined && <p role="alert">{explain(failure, texts)}</p>}
      {!answer && failure === undefined && <p>{words.loading}</p>}
      <ol className={styles.revisions}>
        {revisions.map(({ text, at }, index) => (
          <li key={at} className={styles.revision}>
            <p className={styles.time}>
              {index === 0 && `${words.conversation.now} · `}
              <time dateTime={at}>{longTime(at, locale)}</time>
            </p>
            <p className={styles.text}>{text}</p>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
