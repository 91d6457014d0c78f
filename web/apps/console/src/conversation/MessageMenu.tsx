import { isStaff, type TimelineMessage } from "@bellhop/client/chat";
import type { ChatView } from "@bellhop/react";
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { MoreIcon } from "../shell/icons";
import { useConsoleTexts } from "../texts/texts";
import styles from "./MessageMenu.module.css";

const EMOJI = ["👍", "❤️", "😄", "🎉"];

export interface MessageMenuProps {
  message: TimelineMessage;
  isOwn: boolean;
  room: ChatView;
  /** Whether it comes back from an edit. */
  takesFocus: boolean;
  onAnswer(): void;
  onEdit(): void;
}

/** What one can do with a message, behind one button. Escape closes it, and so does leaving it. */
export function MessageMenu({ message, isOwn, room, takesFocus, onAnswer, onEdit }: MessageMenuProps) {
  const words = useConsoleTexts().menu;
  const [open, setOpen] = useState<"above" | "below">();
  const button = useRef<HTMLButtonElement>(null);
  const { offset, sealed, from } = message;
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  const toggle = () => {
    const middle = window.innerHeight / 2;
    const isLow = (button.current?.getBoundingClientRect().top ?? 0) > middle;
    setOpen(open ? undefined : isLow ? "above" : "below");
  };
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    setOpen(undefined);
    button.current?.focus();
  };
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(undefined);
  };
  const choose = (what: () => unknown) => () => {
    // What was chosen goes away.
    button.current?.focus();
    setOpen(undefined);
    what();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the Escape of the buttons inside
    <div className={styles.menu} onKeyDown={close} onBlur={leave}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={words.more}
        aria-expanded={open !== undefined}
        onClick={toggle}
      >
        <MoreIcon />
      </button>
      {open && (
        <div
          className={`${styles.choices} ${open === "above" ? styles.above : ""} ${isStaff(from.role) ? styles.atEnd : ""}`}
        >
          <div className={styles.emoji}>
            {EMOJI.map((emoji) => (
              <button
                key={emoji}
                type="button"
                aria-label={words.react(emoji)}
                onClick={choose(() => room.react(offset, emoji, true).catch(() => {}))}
              >
                {emoji}
              </button>
            ))}
          </div>
          <button type="button" onClick={choose(onAnswer)}>
            {words.answer}
          </button>
          {isOwn && !sealed && (
            <button type="button" onClick={choose(onEdit)}>
              {words.edit}
            </button>
          )}
          <button
            type="button"
            className={styles.danger}
            onClick={choose(() => room.remove(offset).catch(() => {}))}
          >
            {words.delete}
          </button>
        </div>
      )}
    </div>
  );
}
