import { SITES } from "../sites";
import styles from "./Consoles.module.css";
import { useStartTexts } from "./texts";

/** The ways into the console: one for each business, each signed in. */
export function Consoles() {
  const words = useStartTexts();
  return (
    <section className={styles.panel} aria-labelledby="consoles">
      <h2 id="consoles" className={styles.title}>
        {words.console}
      </h2>
      <p className={styles.introduction}>{words.consoleIntroduction}</p>
      <ul className={styles.list}>
        {SITES.map(({ id, name, manager }) => (
          <li key={id}>
            <a className={styles.link} href={`/enter/?site=${id}`}>
              <span className={styles.name}>{words.consoleOf(name)}</span>
              <span className={styles.manager}>{words.asManager(manager.name)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
