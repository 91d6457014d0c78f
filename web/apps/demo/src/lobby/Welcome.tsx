import { type Credentials, EntryForm, EntryHeader, Field } from "@bellhop/ui";
import { Fjord } from "../pictures/Fjord";
import { enter } from "./guest";
import { useDemoTexts } from "./texts";
import styles from "./Welcome.module.css";

/** Asks for the guest's name. */
export function Welcome({ site, onEnter }: { site: string; onEnter(guest: Credentials): void }) {
  const demo = useDemoTexts();
  const submit = async (form: FormData) => onEnter(await enter(site, String(form.get("name")).trim()));
  return (
    <div className={styles.page}>
      <Fjord />
      <div className={styles.side}>
        <EntryHeader brand={demo.hotel} />
        <main className={styles.main}>
          <p className={styles.tagline}>{demo.tagline}</p>
          <h1 className={styles.title}>{demo.welcome}</h1>
          <p className={styles.introduction}>{demo.introduction}</p>
          <EntryForm submit={demo.enter} busy={demo.entering} onSubmit={submit}>
            <Field
              label={demo.name}
              name="name"
              hint={demo.nameHint}
              maxLength={80}
              autoComplete="given-name"
              required
            />
          </EntryForm>
        </main>
      </div>
    </div>
  );
}
