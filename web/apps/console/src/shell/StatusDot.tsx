import type { PersonStatus } from "@bellhop/client/chat";
import styles from "./StatusDot.module.css";

/** A colour for a status. Decoration: the word is always next to it. */
export function StatusDot({ status }: Pick<PersonStatus, "status">) {
  return <span className={`${styles.dot} ${styles[status]}`} aria-hidden="true" />;
}
