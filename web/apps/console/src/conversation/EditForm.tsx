import type { TimelineMessage } from "@bellhop/client/chat";
import type { ChatView } from "@bellhop/react";
import { Button, explain, useTexts } from "@bellhop/ui";
import { isEscape } from "@bellhop/ui/keys";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useConsoleTexts } from "../texts/texts";
import styles from "./EditForm.module.css";

export interface EditFormProps {
  message: TimelineMessage;
  onSave: ChatView["edit"];
  onEnd(): void;
}

/** Changes what a message of one's own says. Escape leaves it as it is. */
export function EditForm({ message, onSave, onEnd }: EditFormProps) {
  const words = useConsoleTexts();
  const texts = useTexts();
  const [text, setText] = useState(message.text);
  const [failure, setFailure] = useState<unknown>();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const mentions = message.mentions.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
    try {
      await onSave(message.offset, text.trim(), mentions);
      onEnd();
    } catch (cause) {
      setFailure(cause);
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (!isEscape(event)) return;
    event.stopPropagation();
    onEnd();
  };
  return (
    <form className={styles.form} onSubmit={save}>
      <textarea
        // biome-ignore lint/a11y/noAutofocus: one asked to edit
        autoFocus
        className={styles.field}
        aria-label={words.menu.edit}
        maxLength={4_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keys}
      />
      {failure !== undefined && (
        <p role="alert" className={styles.error}>
          {explain(failure, texts)}
        </p>
      )}
      <div className={styles.actions}>
        <Button onClick={onEnd}>{words.cancel}</Button>
        <Button look="primary" type="submit" disabled={!text.trim()}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
