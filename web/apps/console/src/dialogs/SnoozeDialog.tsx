import { Button, explain, Field, useLocale, useTexts } from "@bellhop/ui";
import { type FormEvent, useState } from "react";
import type { ActionsView } from "../conversation/useActions";
import { Dialog } from "../shell/Dialog";
import { localValue, SNOOZES, snoozeUntil, weekTime } from "../stores/times";
import { useConsoleTexts } from "../texts/texts";
import styles from "./SnoozeDialog.module.css";

export interface SnoozeDialogProps {
  actions: ActionsView;
  onClose(): void;
}

/** Until when a conversation is put off. */
export function SnoozeDialog({ actions, onClose }: SnoozeDialogProps) {
  const words = useConsoleTexts().snooze;
  const texts = useTexts();
  const locale = useLocale();
  const [now] = useState(() => new Date());
  const [own, setOwn] = useState(() => localValue(snoozeUntil("tomorrow", now)));
  const snooze = async (until: Date) => {
    if (await actions.snooze(until)) onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void snooze(new Date(own));
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <div className={styles.choices}>
        {SNOOZES.map((choice) => {
          const until = snoozeUntil(choice, now);
          return (
            <Button
              key={choice}
              className={styles.choice ?? ""}
              disabled={actions.pending}
              onClick={() => void snooze(until)}
            >
              {words.choices[choice]}
              <span>{weekTime(until, locale)}</span>
            </Button>
          );
        })}
      </div>
      <form className={styles.own} onSubmit={submit}>
        <Field
          label={words.own}
          type="datetime-local"
          value={own}
          min={localValue(now)}
          onChange={(event) => setOwn(event.target.value)}
          required
        />
        {actions.error !== undefined && (
          <p role="alert" className={styles.error}>
            {explain(actions.error, texts)}
          </p>
        )}
        <Button look="primary" type="submit" disabled={actions.pending}>
          {words.submit}
        </Button>
      </form>
    </Dialog>
  );
}
