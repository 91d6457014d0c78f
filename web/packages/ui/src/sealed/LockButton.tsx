import { useState } from "react";
import { LockDialog, type LockDialogProps } from "./LockDialog";
import { lockTexts } from "./texts";

/** The lock of an encrypted conversation; opens what there is to know about it. Styles: `@bellhop/ui/lock.css`. */
export function LockButton(props: Omit<LockDialogProps, "onClose">) {
  const [isOpen, setOpen] = useState(false);
  const { open } = lockTexts[props.language];
  return (
    <>
      <button
        type="button"
        className="lock-button"
        aria-label={open}
        title={open}
        onClick={() => setOpen(true)}
      >
        <svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" aria-hidden="true">
          <path d="M6 10.5h12v9H6ZM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />
        </svg>
      </button>
      {isOpen && <LockDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
