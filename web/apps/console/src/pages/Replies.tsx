import { useCall } from "@bellhop/react";
import { Button, explain, Field, useTexts } from "@bellhop/ui";
import { type FormEvent, useRef, useState } from "react";
import { ConfirmButton } from "../shell/ConfirmButton";
import { useAnswer } from "../shell/useAnswer";
import type { Reply } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import card from "./Card.module.css";
import { Page } from "./Page";
import styles from "./Replies.module.css";

const EMPTY: Reply = { shortcut: "", text: "" };

/** The canned replies: list, save, remove. */
export function Replies() {
  const words = useConsoleTexts().replies;
  const texts = useTexts();
  const { answer, failure, reload } = useAnswer("desk.replies", {});
  const save = useCall("desk.reply");
  const forget = useCall("desk.forgetReply");
  const [reply, setReply] = useState(EMPTY);
  const form = useRef<HTMLFormElement>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.call({ shortcut: reply.shortcut.trim(), text: reply.text.trim() }).then(
      () => {
        setReply(EMPTY);
        reload();
      },
      () => {},
    );
  };
  const edit = (one: Reply) => {
    setReply(one);
    form.current?.querySelector("textarea")?.focus();
  };
  const problem = save.error ?? forget.error ?? failure;
  return (
    <Page title={words.title} introduction={words.introduction}>
      <form ref={form} className={styles.form} onSubmit={submit}>
        <Field
          label={words.shortcut}
          hint={words.shortcutHint}
          value={reply.shortcut}
          maxLength={40}
          pattern="[\p{L}\p{N}._\-]+"
          autoCapitalize="none"
          onChange={(event) => setReply({ ...reply, shortcut: event.target.value })}
          required
        />
        <label className={styles.text}>
          {words.text}
          <textarea
            value={reply.text}
            maxLength={4_000}
            onChange={(event) => setReply({ ...reply, text: event.target.value })}
            required
          />
        </label>
        <Button look="primary" type="submit" className={styles.submit ?? ""} disabled={save.pending}>
          {words.save}
        </Button>
        <p role="alert" className={card.error}>
          {problem === undefined ? "" : explain(problem, texts)}
        </p>
      </form>
      {answer?.replies.length === 0 && <p className={card.introduction}>{words.none}</p>}
      <ul className={card.list}>
        {answer?.replies.map((one) => (
          <li key={one.shortcut} className={card.item}>
            <div className={styles.reply}>
              <p className={card.name}>/{one.shortcut}</p>
              <p>{one.text}</p>
            </div>
            <div className={styles.buttons}>
              <Button onClick={() => edit(one)}>{words.edit}</Button>
              <ConfirmButton
                label={words.remove}
                question={words.confirm(one.shortcut)}
                onConfirm={() => forget.call({ shortcut: one.shortcut }).then(reload, () => {})}
              />
            </div>
          </li>
        ))}
      </ul>
    </Page>
  );
}
