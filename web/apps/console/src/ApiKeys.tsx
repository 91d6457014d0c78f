import type { Apikey, Methods } from "@bellhop/client";
import { useCall, useClient } from "@bellhop/react";
import { Button, explain, Field, useLanguage, useTexts } from "@bellhop/ui";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import styles from "./Card.module.css";
import { useConsoleTexts } from "./texts";

/** The site's keys for back ends: list, create, revoke. */
export function ApiKeys() {
  const words = useConsoleTexts();
  const texts = useTexts();
  const { keys, failure, reload } = useKeys();
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
    <section className={styles.card} aria-labelledby="keys">
      <h1 id="keys" className={styles.title}>
        {words.keys}
      </h1>
      <p className={styles.introduction}>{words.keysIntroduction}</p>
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
    </section>
  );
}

function useKeys() {
  const client = useClient();
  const [keys, setKeys] = useState<Apikey[]>();
  const [failure, setFailure] = useState<unknown>();
  const reload = useCallback(() => {
    client.call("apikey.list", {}).then(
      (result) => {
        setKeys(result.keys);
        setFailure(undefined);
      },
      (cause) => setFailure(cause),
    );
  }, [client]);
  useEffect(reload, [reload]);
  return { keys, failure, reload };
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
  const dialog = useRef<HTMLDialogElement>(null);
  const confirm = () => {
    dialog.current?.close();
    revoke.call({ id }).then(onRevoked, () => {});
  };
  const created = new Date(createdAt).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  return (
    <li className={styles.item}>
      <div>
        <p className={styles.name}>{name}</p>
        <p className={styles.detail}>
          {words.created}: <time dateTime={createdAt}>{created}</time>
        </p>
      </div>
      <Button look="danger" disabled={revoke.pending} onClick={() => dialog.current?.showModal()}>
        {words.revoke}
      </Button>
      <dialog ref={dialog} className={styles.dialog} aria-label={words.revoke}>
        <p>{words.confirmRevoke(name)}</p>
        <div className={styles.actions}>
          <Button onClick={() => dialog.current?.close()}>{words.cancel}</Button>
          <Button look="danger" onClick={confirm}>
            {words.revoke}
          </Button>
        </div>
      </dialog>
    </li>
  );
}
