import type { TimelineMessage } from "@bellhop/client/chat";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTexts } from "../texts/texts";
import { MoreIcon } from "./icons";
import type { MessageActions } from "./Message";

interface MessageMenuProps {
  message: TimelineMessage;
  isOwn: boolean;
  actions: MessageActions;
  /** Whether it comes back from an edit. */
  takesFocus: boolean;
  onEdit(): void;
}

const EMOJI = ["👍", "❤️", "😄", "🎉"];

/** What one can do with a message, behind one button. Escape closes it, and only it. */
export function MessageMenu({ message, isOwn, actions, takesFocus, onEdit }: MessageMenuProps) {
  const texts = useTexts();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { offset, lock } = message;
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  const choose = (what: () => unknown) => () => {
    // What was chosen goes away.
    button.current?.focus();
    setOpen(false);
    what();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the Escape of the buttons inside
    <div className={`menu ${isOpen ? "open" : ""}`} onKeyDown={close}>
      <button
        ref={button}
        type="button"
        className="more"
        aria-label={texts.message.more}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <MoreIcon />
      </button>
      {isOpen && (
        <div className="choices">
          <div className="emoji">
            {EMOJI.map((emoji) => (
              <button
                key={emoji}
                type="button"
                aria-label={texts.message.react(emoji)}
                onClick={choose(() => actions.react(offset, emoji, true).catch(() => {}))}
              >
                {emoji}
              </button>
            ))}
          </div>
          {!lock && (
            <button type="button" onClick={choose(() => actions.reply(message))}>
              {texts.message.reply}
            </button>
          )}
          {isOwn && !lock && (
            <button type="button" onClick={choose(onEdit)}>
              {texts.message.edit}
            </button>
          )}
          {isOwn && (
            <button
              type="button"
              className="danger"
              onClick={choose(() => actions.remove(offset).catch(() => {}))}
            >
              {texts.message.delete}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
