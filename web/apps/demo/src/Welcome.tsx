import {
  BellIcon,
  Button,
  type Credentials,
  explain,
  Field,
  LanguageSwitch,
  ThemeSwitch,
  useTexts,
} from "@bellhop/ui";
import { type FormEvent, useState } from "react";
import { enter } from "./guest";
import { Scene } from "./Scene";
import { useDemoTexts } from "./texts";
import styles from "./Welcome.module.css";

/** Asks for the guest's name. */
export function Welcome({ site, onEnter }: { site: string; onEnter(guest: Credentials): void }) {
  const demo = useDemoTexts();
  const texts = useTexts();
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    try {
      onEnter(await enter(site, name.trim()));
    } catch (cause) {
      setFailure(cause);
      setBusy(false);
    }
  };

  return (
    <div className={styles.page}>
      <Scene />
      <div className={styles.side}>
        <header className={styles.header}>
          <p className={styles.brand}>
            <BellIcon />
            {demo.hotel}
          </p>
          <div className={styles.tools}>
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
        </header>
        <main className={styles.main}>
          <p className={styles.tagline}>{demo.tagline}</p>
          <h1 className={styles.title}>{demo.welcome}</h1>
          <p className={styles.introduction}>{demo.introduction}</p>
          <form className={styles.form} onSubmit={submit}>
            <Field
              label={demo.name}
              hint={demo.nameHint}
              error={failure === undefined ? undefined : explain(failure, texts)}
              value={name}
              onChange={(event) => setName(event.target.value)}
              maxLength={80}
              autoComplete="given-name"
              required
            />
            <Button look="primary" type="submit" disabled={busy}>
              {busy ? demo.entering : demo.enter}
            </Button>
          </form>
        </main>
      </div>
    </div>
  );
}
