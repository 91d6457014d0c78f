import type { Apikey, Methods } from "@bellhop/client";
import { useCall } from "@bellhop/react";
import { Button, explain, Field, useLanguage, useTexts } from "@bellhop/ui";
import { type FormEvent, useState } from "react";
import { ConfirmButton } from "../shell/ConfirmButton";
import { useAnswer } from "../shell/useAnswer";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Card.module.css";
import { Page } from "./Page";

/** The site's keys for back ends: list, create, revoke. */
export function ApiKeys() {
  const words = useConsoleTexts();
  const texts = useTexts();
  const { answer, failure, reload } = useAnswer("apikey.list", {});
  const keys = answer?.keys;
  const create = useCall("apikey.create");
  const [name, setName] = useState("");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await create.call({ name: name.trim() });
    } catch {
      return;
    }
    setName("");
    reload();
  };
  const problem = create.error ?? failure;
  return (
    <Page title={words.keys} introduction={words.keysIntroduction}>
      <form className={styles.line} onSubmit={submit}>
        <Field
          label={words.keyName}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={80}
          required
        />
        <Button look="primary" type="submit" disabled={create.pending}>
          {words.createKey}
        </Button>
      </form>
      <p role="alert" className={styles.error}>
        {problem === undefined ? "" : explain(problem, texts)}
      </p>
      {create.result && <NewKey created={create.result} />}
      {keys?.length === 0 && <p className={styles.introduction}>{words.noKeys}</p>}
      <ul className={styles.list}>
        {keys?.map((key) => (
          <Key key={key.id} apikey={key} onRevoked={reload} />
        ))}
      </ul>
    </Page>
  );
}

function NewKey({ created }: { created: Methods["apikey.create"]["result"] }) {
  const words = useConsoleTexts();
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(created.key).then(() => setCopied(true));
  return (
    <div className={styles.secret} role="status">
      <p>{words.newKey}</p>
      <code>{created.key}</code>
      <Button onClick={copy}>{copied ? words.copied : words.copy}</Button>
    </div>
  );
}

function Key({ apikey: { id, name, createdAt }, onRevoked }: { apikey: Apikey; onRevoked(): void }) {
  const words = useConsoleTexts();
  const { language } = useLanguage();
  const revoke = useCall("apikey.revoke");
  const created = new Date(createdAt).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  return (
    <li className={styles.item}>
      <div>
        <p className={styles.name}>{name}</p>
        <p className={styles.detail}>
          {words.created}: <time dateTime={createdAt}>{created}</time>
        </p>
      </div>
      <ConfirmButton
        label={words.revoke}
        question={words.confirmRevoke(name)}
        disabled={revoke.pending}
        onConfirm={() => revoke.call({ id }).then(onRevoked, () => {})}
      />
    </li>
  );
}
