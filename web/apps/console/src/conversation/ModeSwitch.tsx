import { NoteIcon, ReplyIcon } from "../shell/icons";
import { useConsoleTexts } from "../texts/texts";
import type { Mode } from "./Composer";
import styles from "./Composer.module.css";

export interface ModeSwitchProps {
  mode: Mode;
  onMode(mode: Mode): void;
}

/** Whether one writes to the customer or to colleagues. */
export function ModeSwitch({ mode, onMode }: ModeSwitchProps) {
  const words = useConsoleTexts().composer;
  return (
    <fieldset className={styles.modes}>
      <button
        type="button"
        className={styles.mode}
        aria-pressed={mode === "reply"}
        onClick={() => onMode("reply")}
      >
        <ReplyIcon />
        {words.reply}
      </button>
      <button
        type="button"
        className={styles.mode}
        aria-pressed={mode === "note"}
        onClick={() => onMode("note")}
      >
        <NoteIcon />
        {words.note}
      </button>
      {mode === "note" && <span className={styles.only}>{words.only}</span>}
    </fieldset>
  );
}
