import type { TimelineMessage } from "@bellhop/client/chat";
import { isEscape } from "@bellhop/ui/keys";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTexts } from "../texts/texts";

interface EditFormProps {
  message: TimelineMessage;
  onSave(message: number, text: string): Promise<unknown>;
  onEnd(): void;
}

/** Changes one's own message. Escape leaves it as it was. */
export function EditForm({ message, onSave, onEnd }: EditFormProps) {
  const texts = useTexts();
  const [text, setText] = useState(message.text);
  const [state, setState] = useState<"open" | "busy" | "failed">("open");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    setState("busy");
    try {
      await onSave(message.offset, text.trim());
      onEnd();
    } catch {
      setState("failed");
    }
  };
  const onEscape = (event: KeyboardEvent) => {
    if (!isEscape(event)) return;
    event.stopPropagation();
    onEnd();
  };
  return (
    <form className="edit" onSubmit={save}>
      <textarea
        ref={field}
        value={text}
        rows={2}
        maxLength={4_000}
        aria-label={texts.message.edit}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onEscape}
      />
      {state === "failed" && (
        <p className="error" role="alert">
          {texts.message.changeFailed}
        </p>
      )}
      <div className="buttons">
        <button type="button" className="plain" onClick={onEnd}>
          {texts.message.cancel}
        </button>
        <button type="submit" className="primary" disabled={state === "busy"}>
          {texts.message.save}
        </button>
      </div>
    </form>
  );
}
