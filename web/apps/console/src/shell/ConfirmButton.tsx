import { Button } from "@bellhop/ui";
import { useState } from "react";
import { useConsoleTexts } from "../texts/texts";
import { Dialog, DialogActions } from "./Dialog";

export interface ConfirmButtonProps {
  label: string;
  question: string;
  disabled?: boolean;
  onConfirm(): void;
}

/** A button for what cannot be undone: it asks first. */
export function ConfirmButton({ label, question, disabled, onConfirm }: ConfirmButtonProps) {
  const words = useConsoleTexts();
  const [asks, setAsks] = useState(false);
  const confirm = () => {
    setAsks(false);
    onConfirm();
  };
  return (
    <>
      <Button look="danger" disabled={disabled} onClick={() => setAsks(true)}>
        {label}
      </Button>
      {asks && (
        <Dialog title={label} onClose={() => setAsks(false)}>
          <p>{question}</p>
          <DialogActions>
            <Button onClick={() => setAsks(false)}>{words.cancel}</Button>
            <Button look="danger" onClick={confirm}>
              {label}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
}
