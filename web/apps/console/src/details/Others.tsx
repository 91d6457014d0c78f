import { useLocale } from "@bellhop/ui";
import { inboxPath } from "../shell/route";
import type { Conversation } from "../stores/shapes";
import { longTime } from "../stores/times";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Details.module.css";

/** The same customer's other conversations. */
export function Others({ others }: { others: readonly Conversation[] | undefined }) {
  const words = useConsoleTexts();
  const locale = useLocale();
  return (
    <section className={styles.section} aria-labelledby="others">
      <h3 id="others" className={styles.heading}>
        {words.details.others}
      </h3>
      {others?.length === 0 && <p className={styles.empty}>{words.details.noOthers}</p>}
      <ul className={styles.others}>
        {others?.map(({ room, topic, last, status, at }) => (
          <li key={room}>
            <a className={styles.other} href={inboxPath(status === "open" ? "all" : status, room)}>
              <span className={styles.preview}>{last?.text || topic || words.inbox.silent}</span>
              <span>
                {words.statuses[status]} · {longTime(at, locale)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
