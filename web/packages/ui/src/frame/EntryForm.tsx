import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../parts/Button";
import { explain, useTexts } from "../texts/language";
import styles from "./EntryForm.module.css";

export interface EntryFormProps {
  submit: string;
  /** What the button says while `onSubmit` is under way. */
  busy: string;
  /** A rejection is explained below the fields, and the form can be sent again. */
  onSubmit(form: FormData): Promise<void>;
  children: ReactNode;
}

/** The form by which one gets in. */
export function EntryForm({ submit, busy, onSubmit, children }: EntryFormProps) {
  const texts = useTexts();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    try {
      await onSubmit(new FormData(event.currentTarget));
    } catch (cause) {
      setFailure(cause);
      setBusy(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={send}>
      {children}
      <p role="alert" className={styles.error}>
        {failure === undefined ? "" : explain(failure, texts)}
      </p>
      <Button look="primary" type="submit" className={styles.submit ?? ""} disabled={isBusy}>
        {isBusy ? busy : submit}
      </Button>
    </form>
  );
}
