import { Brand, LanguageSwitch } from "@bellhop/ui";
import { SITES } from "../sites";
import { Business } from "./Business";
import { Consoles } from "./Consoles";
import styles from "./Start.module.css";
import { useStartTexts } from "./texts";

/** Where the demo begins. */
export function Start() {
  const words = useStartTexts();
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Brand>Bellhop</Brand>
        <LanguageSwitch />
      </header>
      <main>
        <div className={styles.opening}>
          <h1 className={styles.title}>{words.title}</h1>
          <p className={styles.introduction}>{words.introduction}</p>
        </div>
        <section aria-label={words.businesses}>
          <ul className={styles.businesses}>
            {SITES.map((site) => (
              <li key={site.id}>
                <Business site={site} />
              </li>
            ))}
          </ul>
        </section>
        <div className={styles.below}>
          <Consoles />
          <section className={styles.proof} aria-labelledby="proof">
            <h2 id="proof" className={styles.subtitle}>
              {words.proof}
            </h2>
            <ol className={styles.steps}>
              {words.steps.map(({ title, text }) => (
                <li key={title}>
                  <h3>{title}</h3>
                  <p>{text}</p>
                </li>
              ))}
            </ol>
          </section>
        </div>
      </main>
      <footer className={styles.footer}>
        <a href="/lobby/">{words.lobby}</a>
        <p>{words.made}</p>
      </footer>
    </div>
  );
}
