import type { PersonStatus } from "@bellhop/client/chat";
import { useCall } from "@bellhop/react";
import { Button, explain, Field, useTexts } from "@bellhop/ui";
import { type FormEvent, useState } from "react";
import { StatusDot } from "../shell/StatusDot";
import type { PresenceChoice } from "../stores/shapes";
import { SNOOZES, type SnoozeChoice, snoozeUntil } from "../stores/times";
import { useConsoleTexts } from "../texts/texts";
import styles from "./MeDialog.module.css";

type Chosen = NonNullable<PresenceChoice["status"]> | "automatic";

const CHOICES: readonly Chosen[] = ["automatic", "online", "away", "busy"];

export interface StatusFormProps {
  shown: PersonStatus | undefined;
  onSaved(): void;
}

/** What colleagues and customers see of oneself. */
export function StatusForm({ shown, onSaved }: StatusFormProps) {
  const words = useConsoleTexts();
  const texts = useTexts();
  const choose = useCall("presence.choose");
  const [status, setStatus] = useState<Chosen>(shown?.status === "busy" ? "busy" : "automatic");
  const [text, setText] = useState(shown?.text ?? "");
  const [emoji, setEmoji] = useState(shown?.emoji ?? "");
  const [until, setUntil] = useState<SnoozeChoice | "">("");
  const save = (event: FormEvent) => {
    event.preventDefault();
    const choice: PresenceChoice = {
      ...(status !== "automatic" && { status }),
      ...(text.trim() && { text: text.trim() }),
      ...(emoji.trim() && { emoji: emoji.trim() }),
      ...(until && { until: snoozeUntil(until, new Date()).toISOString() }),
    };
    choose.call(choice).then(onSaved, () => {});
  };
  return (
    <form className={styles.form} onSubmit={save}>
      <fieldset className={styles.statuses}>
        <legend>{words.me.status}</legend>
        {CHOICES.map((choice) => (
          <label key={choice} className={styles.status}>
            <input
              type="radio"
              name="status"
              checked={status === choice}
              onChange={() => setStatus(choice)}
            />
            <StatusDot status={choice === "automatic" ? "online" : choice} />
            {choice === "automatic" ? words.me.automatic : words.presence[choice]}
          </label>
        ))}
      </fieldset>
      <div className={styles.line}>
        <Field
          label={words.me.emoji}
          value={emoji}
          maxLength={8}
          onChange={(event) => setEmoji(event.target.value)}
        />
        <Field
          label={words.me.text}
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <label className={styles.until}>
        {words.me.until}
        <select value={until} onChange={(event) => setUntil(event.target.value as SnoozeChoice | "")}>
          <option value="">{words.me.always}</option>
          {SNOOZES.map((choice) => (
            <option key={choice} value={choice}>
              {words.snooze.choices[choice]}
            </option>
          ))}
        </select>
      </label>
      {choose.error && (
        <p role="alert" className={styles.error}>
          {explain(choose.error, texts)}
        </p>
      )}
      <Button look="primary" type="submit" className={styles.save ?? ""} disabled={choose.pending}>
        {words.me.save}
      </Button>
    </form>
  );
}
