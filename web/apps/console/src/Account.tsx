import type { Principal } from "@bellhop/client";
import { useConnection } from "@bellhop/react";
import { ConnectionFacts, useTexts } from "@bellhop/ui";
import styles from "./Card.module.css";
import { useConsoleTexts } from "./texts";

/** Who is signed in, and how the connection is. */
export function Account({ principal }: { principal: Principal }) {
  const words = useConsoleTexts();
  const { people } = useTexts();
  const status = useConnection();
  const { name, role, id } = status.principal ?? principal;
  return (
    <div className={styles.cards}>
      <section className={styles.card} aria-labelledby="account">
        <h1 id="account" className={styles.title}>
          {name}
        </h1>
        <dl className={styles.facts}>
          <dt>{words.role}</dt>
          <dd>{people.roles[role as keyof typeof people.roles] ?? role}</dd>
          <dt>{words.identifier}</dt>
          <dd>{id}</dd>
        </dl>
      </section>
      <section className={styles.card} aria-labelledby="connection">
        <h2 id="connection" className={styles.title}>
          {words.connection}
        </h2>
        <ConnectionFacts status={status} />
      </section>
    </div>
  );
}
