import { useInbox } from "../shell/inbox";
import { inboxPath } from "../shell/route";
import { QUEUES, type QueueName } from "../stores/queues";
import { useConsoleTexts } from "../texts/texts";
import styles from "./QueueTabs.module.css";

/** The queues with how many conversations are in each. */
export function QueueTabs({ queue }: { queue: QueueName }) {
  const words = useConsoleTexts();
  const { counts } = useInbox();
  return (
    <nav className={styles.tabs} aria-label={words.inbox.queues}>
      {QUEUES.map((name) => (
        <a
          key={name}
          href={inboxPath(name)}
          className={styles.tab}
          aria-current={name === queue ? "page" : undefined}
        >
          {words.queues[name]}
          <span className={styles.count}>{counts ? counts[name] : "–"}</span>
        </a>
      ))}
    </nav>
  );
}
