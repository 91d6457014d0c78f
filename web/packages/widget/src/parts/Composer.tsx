import type { SendOptions, TimelineMessage } from "@bellhop/client/chat";
import { useKeptText } from "@bellhop/react";
import { readDraft, writeDraft } from "@bellhop/ui/draft";
import { isComposing, isEscape } from "@bellhop/ui/keys";
import { useUploads } from "@bellhop/ui/uploads";
import {
  type ClipboardEvent,
  type DragEvent,
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import { useTexts } from "../texts/texts";
import { AttachIcon, CloseIcon, SendIcon } from "./icons";
import { UploadList } from "./UploadList";

const MOST_CHARACTERS = 4_000;
const WARN_BELOW = 200;

export interface ComposerProps {
  room: string;
  /** Whether the room is, if that is known: then no files go with a message, and drafts are kept encrypted. */
  encrypted: boolean | undefined;
  placeholder: string;
  /** The message that is answered. */
  answering: TimelineMessage | undefined;
  onAnswered(): void;
  onSend(text: string, options: SendOptions): void;
  onTyping(isTyping: boolean): void;
}

/**
 * Where one writes. Enter sends, Shift+Enter breaks the line, Enter within an input method does neither; the draft
 * is kept. Files come by the button, pasted, or dropped.
 */
export function Composer(props: ComposerProps) {
  const { room, encrypted, placeholder, answering, onAnswered, onSend, onTyping } = props;
  const texts = useTexts();
  const takesFiles = encrypted === false;
  const [text, setText] = useState(() => readDraft(room));
  const [dropping, setDropping] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const { uploads, busy, tooMany, add, remove, clear } = useUploads();
  useFocusOfPanel(field);
  useEffect(() => {
    if (answering) field.current?.focus();
  }, [answering]);
  const left = MOST_CHARACTERS - [...text].length;
  const ready = uploads.flatMap(({ file }) => (file ? [file.file] : []));
  const canSend = (text.trim() !== "" || ready.length > 0) && left >= 0 && !busy;

  // Also when it becomes known whether the room is encrypted, while one writes.
  useEffect(() => writeDraft(room, text, encrypted), [room, text, encrypted]);
  useKeptText(encrypted ? `draft ${room}` : undefined, text, setText);

  const change = (next: string) => {
    setText(next);
    onTyping(next.trim() !== "");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!canSend) return;
    onSend(text.trim(), { files: ready, ...(answering && { replyTo: answering.offset }) });
    setText("");
    clear();
    onAnswered();
    field.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !isComposing(event)) submit(event);
    if (isEscape(event) && answering) {
      event.stopPropagation();
      onAnswered();
    }
  };
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    if (takesFiles) add(event.clipboardData.files);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDropping(false);
    if (takesFiles) add(event.dataTransfer.files);
  };
  const drag = (event: DragEvent) => {
    event.preventDefault();
    setDropping(takesFiles);
  };

  return (
    <form
      className={`composer ${dropping ? "dropping" : ""}`}
      onSubmit={submit}
      onDragOver={drag}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      {answering && (
        <div className="answering">
          <p>
            <b>{texts.message.replying(answering.from.name || texts.chat.erased)}</b>
            <span>{answering.text || texts.home.files(answering.files.length)}</span>
          </p>
          <button type="button" className="quiet" aria-label={texts.message.cancel} onClick={onAnswered}>
            <CloseIcon size={16} />
          </button>
        </div>
      )}
      <UploadList uploads={uploads} onRemove={remove} />
      {tooMany && (
        <p className="error" role="alert">
          {texts.composer.tooMany}
        </p>
      )}
      <div className="writing">
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={texts.composer.write}
          placeholder={dropping ? texts.composer.drop : placeholder}
          enterKeyHint="send"
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={keys}
          onPaste={paste}
        />
        {takesFiles && (
          <>
            <input
              ref={files}
              type="file"
              multiple
              className="hidden"
              tabIndex={-1}
              aria-hidden="true"
              onChange={(event) => {
                add(event.currentTarget.files ?? []);
                event.currentTarget.value = "";
              }}
            />
            <button
              type="button"
              className="quiet"
              aria-label={texts.composer.attach}
              title={texts.composer.attach}
              onClick={() => files.current?.click()}
            >
              <AttachIcon />
            </button>
          </>
        )}
        <button type="submit" className="send" aria-label={texts.composer.send} disabled={!canSend}>
          <SendIcon />
        </button>
      </div>
      {left < WARN_BELOW && <p className="left">{texts.composer.left(left)}</p>}
    </form>
  );
}

/** Takes the focus over from the panel around it; not where that would bring up a keyboard on the screen. */
function useFocusOfPanel(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const root = field.current?.getRootNode();
    const panelHasFocus = root instanceof ShadowRoot && root.activeElement?.classList.contains("panel");
    if (panelHasFocus && !matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, [field]);
}
