import { Button, explain, useTexts } from "@bellhop/ui";
import type { ReactNode } from "react";
import type { DemoSite } from "../sites";
import { useSignIn } from "../staff";
import styles from "./panes.module.css";
import { useTogetherTexts } from "./texts";

/** The business's own site. */
export function CustomerPane({ site: { id, name } }: { site: DemoSite }) {
  const words = useTogetherTexts();
  const address = `/${id}/`;
  const title = words.customerFrame(name);
  return (
    <Pane side="customer" label={words.customer} address={address} title={title}>
      <iframe className={styles.frame} src={address} title={title} />
    </Pane>
  );
}

/** The console, once somebody is signed in. */
export function TeamPane({ site }: { site: DemoSite }) {
  const words = useTogetherTexts();
  const texts = useTexts();
  const signIn = useSignIn(site);
  const address = `/console/?site=${site.id}`;
  const title = words.teamFrame(site.name);
  return (
    <Pane side="team" label={words.team} address={address} title={title}>
      {signIn.state === "done" && <iframe className={styles.frame} src={address} title={title} />}
      {signIn.state === "pending" && (
        <p className={styles.note} role="status">
          {words.signingIn(site.manager.name)}
        </p>
      )}
      {signIn.state === "failed" && (
        <div className={styles.note}>
          <p role="alert">{explain(signIn.cause, texts)}</p>
          <Button look="primary" onClick={signIn.retry}>
            {words.again}
          </Button>
        </div>
      )}
    </Pane>
  );
}

interface PaneProps {
  side: "customer" | "team";
  label: string;
  address: string;
  title: string;
  children: ReactNode;
}

function Pane({ side, label, address, title, children }: PaneProps) {
  const words = useTogetherTexts();
  return (
    <section className={styles.pane} data-pane={side} aria-label={label}>
      <header className={styles.caption}>
        <h2 className={styles.label}>{label}</h2>
        <a className={styles.address} href={address} aria-label={`${words.alone}: ${title}`}>
          {words.alone}
        </a>
      </header>
      {children}
    </section>
  );
}
