import { callHttp, type TokenResult } from "@bellhop/client";
import { type Credentials, EntryForm, EntryHeader, Field } from "@bellhop/ui";
import { useConsoleTexts } from "../texts/texts";
import styles from "./SignIn.module.css";

export interface SignInProps {
  site: string;
  /** With it the first account is created; without it, one signs in. */
  setup: string | undefined;
  onEnter(credentials: Credentials): void;
}

export function SignIn({ site, setup, onEnter }: SignInProps) {
  const words = useConsoleTexts();
  const enter = async (form: FormData) => onEnter({ ...(await request(site, setup, form)), site });
  return (
    <div className={styles.page}>
      <EntryHeader brand={words.title} />
      <main className={styles.card}>
        <h1 className={styles.title}>{setup ? words.setup : words.login}</h1>
        <p className={styles.introduction}>{setup ? words.setupIntroduction : words.loginIntroduction}</p>
        <EntryForm submit={setup ? words.create : words.login} busy={words.busy} onSubmit={enter}>
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
        </EntryForm>
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
