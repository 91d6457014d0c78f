import { CloseIcon, IconButton, useTexts } from "@bellhop/ui";
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";
import styles from "./Dialog.module.css";

export interface DialogProps {
  title: string;
  onClose(): void;
  children: ReactNode;
}

/**
 * A modal dialog while mounted, at the end of the page: where it is asked for may be hidden. Escape and the space around it close it; the focus goes back to where it was. What closes it comes last,
 * so that the focus begins in the contents.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const id = useId();
  const { people } = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    const before = document.activeElement;
    if (current && !current.open) current.showModal();
    return () => {
      current?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  // Development mounts twice: the close of the first time is heard when it is open again.
  const onClosed = () => dialog.current?.open || onClose();
  const closeAround = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };
  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key for it
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={id}
      onClose={onClosed}
      onClick={closeAround}
    >
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      <div className={styles.contents}>{children}</div>
      <div className={styles.close}>
        <IconButton label={people.close} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
    </dialog>,
    document.body,
  );
}

/** The buttons at the end of a dialog. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
