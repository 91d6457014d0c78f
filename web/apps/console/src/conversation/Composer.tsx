import type { SendOptions, TimelineMessage } from "@bellhop/client/chat";
import { Button, CloseIcon, IconButton, SendIcon, useTexts, useUploads } from "@bellhop/ui";
import { isComposing } from "@bellhop/ui/keys";
import type { ClipboardEvent, FormEvent, KeyboardEvent, RefObject } from "react";
import { LockIcon } from "../shell/icons";
import { useInbox } from "../shell/inbox";
import type { Conversation } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import { AttachButton } from "./AttachButton";
import { CompletionList } from "./CompletionList";
import styles from "./Composer.module.css";
import { ModeSwitch } from "./ModeSwitch";
import { UploadList } from "./UploadList";
import { useCompletion } from "./useCompletion";
import { useDraft } from "./useDraft";

export type Mode = "reply" | "note";

const MOST_CHARACTERS = 4_000;
const WARN_BELOW = 200;

export interface ComposerProps {
  field: RefObject<HTMLTextAreaElement | null>;
  conversation: Conversation;
  mode: Mode;
  /** The message that is answered. */
  answering: TimelineMessage | undefined;
  onMode(mode: Mode): void;
  onAnswered(): void;
  onSend(text: string, options: SendOptions): void;
  onTyping(isTyping: boolean): void;
  /** Somebody stops writing, to go on with single keys. */
  onLeave(): void;
}

/**
 * Where one writes a reply to the customer or a note to colleagues. Enter sends, Shift+Enter breaks the line; the draft
 * of each is kept. `/` offers canned replies, `@` in notes colleagues.
 */
export function Composer(props: ComposerProps) {
  const { field, conversation, mode, answering, onMode, onAnswered, onSend, onTyping, onLeave } = props;
  const words = useConsoleTexts().composer;
  const texts = useTexts();
  const isNote = mode === "note";
  const { own } = useInbox();
  const isSealed = conversation.encrypted && !isNote;
  const locked = isSealed && conversation.assignee?.id !== own;
  const draft = useDraft(isNote ? `${conversation.room}~notes` : conversation.room, isSealed);
  const uploads = useUploads();
  const { text } = draft;

  const change = (next: string) => {
    draft.write(next);
    onTyping(next.trim() !== "");
  };
  const completion = useCompletion({ field, text, onChange: change, conversation, isNote });
  const ready = uploads.uploads.flatMap(({ file }) => (file ? [file.file] : []));
  const left = MOST_CHARACTERS - [...text].length;
  const canSend = (text.trim() !== "" || ready.length > 0) && left >= 0 && !uploads.busy;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!canSend || locked) return;
    onSend(text.trim(), {
      files: ready,
      mentions: completion.mentioned(text),
      ...(answering && { replyTo: answering.offset }),
    });
    draft.write("");
    uploads.clear();
    onAnswered();
    field.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (isComposing(event) || completion.hears(event)) return;
    if (event.key === "Enter" && !event.shiftKey) submit(event);
    else if (event.key === "Escape" && answering) onAnswered();
    else if (event.key === "Escape") onLeave();
  };
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    if (!isSealed) uploads.add(event.clipboardData.files);
  };
  return (
    <form className={`${styles.composer} ${isNote ? styles.isNote : ""}`} onSubmit={submit}>
      <ModeSwitch mode={mode} onMode={onMode} />
      {answering && (
        <div className={styles.answering}>
          <p>
            <b>{words.answering(answering.from.name)}</b> {answering.text}
          </p>
          <IconButton label={words.answerNot} onClick={onAnswered}>
            <CloseIcon />
          </IconButton>
        </div>
      )}
      <UploadList view={uploads} />
      {locked ? (
        <p className={styles.locked}>
          <LockIcon />
          {words.locked}
        </p>
      ) : (
        <>
          <CompletionList view={completion} />
          <textarea
            ref={field}
            className={styles.input}
            rows={1}
            value={text}
            aria-label={isNote ? words.noteField : words.replyField}
            placeholder={isNote ? words.notePlaceholder : words.replyPlaceholder}
            enterKeyHint="send"
            {...completion.field}
            onChange={(event) => change(event.target.value)}
            onSelect={completion.look}
            onKeyDown={keys}
            onPaste={paste}
          />
          <div className={styles.foot}>
            {!isSealed && <AttachButton onFiles={uploads.add} />}
            <p className={styles.hint}>
              {left < WARN_BELOW ? texts.chat.left(left) : isNote ? words.noteHint : words.replyHint}
            </p>
            <Button look="primary" type="submit" className={styles.send ?? ""} disabled={!canSend}>
              <SendIcon />
              {isNote ? words.addNote : texts.chat.send}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
