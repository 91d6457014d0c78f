import { callHttp, type TokenResult } from "@bellhop/client";
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
import styles from "./SignIn.module.css";
import { useConsoleTexts } from "./texts";

export interface SignInProps {
  site: string;
  /** With it the first account is created; without it, one signs in. */
  setup: string | undefined;
  onEnter(credentials: Credentials): void;
}

export function SignIn({ site, setup, onEnter }: SignInProps) {
  const words = useConsoleTexts();
  const texts = useTexts();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(undefined);
    try {
      onEnter({ ...(await request(site, setup, form)), site });
    } catch (cause) {
      setFailure(cause);
      setBusy(false);
    }
  };

  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.brand}>
          <BellIcon />
          {words.title}
        </p>
        <div className={styles.tools}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main className={styles.card}>
        <h1 className={styles.title}>{setup ? words.setup : words.login}</h1>
        <p className={styles.introduction}>{setup ? words.setupIntroduction : words.loginIntroduction}</p>
        <form className={styles.form} onSubmit={submit}>
          {setup && <Field label={words.name} name="name" maxLength={80} autoComplete="name" required />}
          <Field label={words.email} name="email" type="email" autoComplete="username" required />
          <Field
            label={words.password}
            name="password"
            type="password"
            autoComplete={setup ? "new-password" : "current-password"}
            hint={setup ? words.passwordHint : undefined}
            minLength={setup ? 10 : 1}
            required
          />
          <p role="alert" className={styles.error}>
            {failure === undefined ? "" : explain(failure, texts)}
          </p>
          <Button look="primary" type="submit" disabled={busy}>
            {busy ? words.busy : setup ? words.create : words.login}
          </Button>
        </form>
      </main>
    </div>
  );
}

function request(site: string, setup: string | undefined, form: FormData): Promise<TokenResult> {
  const value = (name: string) => String(form.get(name) ?? "");
  const account = { site, email: value("email"), password: value("password") };
  return setup
    ? callHttp("/", "staff.setup", { ...account, setup, name: value("name") })
    : callHttp("/", "staff.login", account);
}
