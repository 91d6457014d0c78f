import { useConnection, useSealed } from "@bellhop/react";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { Readers } from "./Readers";
import { type LockLanguage, lockTexts } from "./texts";

export interface LockDialogProps {
  room: string;
  language: LockLanguage;
  /** Names of people by their ids, as far as the page knows them; a guest has none for oneself. */
  names: ReadonlyMap<string, string>;
  onClose(): void;
}

/** What encryption means here, who can read, the numbers to compare, and plainly what it does not do. */
export function LockDialog({ room, language, names, onClose }: LockDialogProps) {
  const words = lockTexts[language];
  const sealed = useSealed(room);
  const own = useConnection().principal?.id;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const keepEscape = (event: KeyboardEvent) => {
    if (event.key === "Escape") event.stopPropagation();
  };
  return (
    <dialog
      ref={dialog}
      className="lock-dialog"
      aria-labelledby={heading}
      onClose={onClose}
      onKeyDown={keepEscape}
    >
      <h2 id={heading}>{words.title}</h2>
      <p>{words.meaning}</p>
      <h3>{words.readers}</h3>
      {!sealed || sealed.phase === "opening" ? (
        <p>{words.loading}</p>
      ) : sealed.phase === "failed" ? (
        <p className="lock-failure">{failureOf(sealed.error?.code, words)}</p>
      ) : sealed.isReader && own ? (
        <Readers sealed={sealed} own={own} names={names} words={words} />
      ) : (
        <p>{words.outside}</p>
      )}
      <h3>{words.limits}</h3>
      <ul className="lock-limits">
        {words.limitList.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <p className="lock-note">{words.honest}</p>
      <div className="lock-end">
        <button type="button" className="lock-close" onClick={() => dialog.current?.close()}>
          {words.close}
        </button>
      </div>
    </dialog>
  );
}

function failureOf(code: string | undefined, words: (typeof lockTexts)["en"]): string {
  if (code === "unsupported") return words.unsupported;
  return code === "limit_reached" ? words.full : words.failed;
}
