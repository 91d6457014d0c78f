import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { readDraft, writeDraft } from "../draft";
import { isComposing } from "../keys";
import { Button } from "../parts/Button";
import hidden from "../parts/hidden.module.css";
import { SendIcon } from "../parts/icons";
import { useTexts } from "../texts/language";
import styles from "./Composer.module.css";

const MOST_CHARACTERS = 4_000;
const WARN_BELOW = 200;

export interface ComposerProps {
  room: string;
  /** Whether the room is, if that is known. */
  encrypted: boolean | undefined;
  onSend(text: string): void;
  onTyping(isTyping: boolean): void;
}

/** Where one writes. Enter sends, Shift+Enter breaks the line, Enter within an input method does neither; the draft is kept. */
export function Composer({ room, encrypted, onSend, onTyping }: ComposerProps) {
  const { chat } = useTexts();
  const [text, setText] = useState(() => readDraft(room));
  const field = useRef<HTMLTextAreaElement>(null);
  const left = MOST_CHARACTERS - [...text].length;

  const change = (next: string) => {
    setText(next);
    writeDraft(room, next, encrypted);
    onTyping(next.trim() !== "");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim() || left < 0) return;
    onSend(text.trim());
    setText("");
    writeDraft(room, "", encrypted);
    field.current?.focus();
  };
  const sendOnEnter = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !isComposing(event)) submit(event);
  };

  return (
    <form className={styles.composer} onSubmit={submit}>
      <textarea
        ref={field}
        className={styles.input}
        rows={1}
        value={text}
        aria-label={chat.write}
        placeholder={chat.write}
        enterKeyHint="send"
        onChange={(event) => change(event.target.value)}
        onKeyDown={sendOnEnter}
      />
      <Button look="primary" type="submit" className={styles.send ?? ""} disabled={!text.trim() || left < 0}>
        <SendIcon />
        <span className={hidden.hidden}>{chat.send}</span>
      </Button>
      {left < WARN_BELOW && <p className={styles.left}>{chat.left(left)}</p>}
    </form>
  );
}
