import { siteOfPage } from "@bellhop/ui";
import styles from "./DemoBar.module.css";
import { useSharedTexts } from "./texts";

/** Says that the business is made up, and leads back; not in a frame, where the page around it does. */
export function DemoBar() {
  const words = useSharedTexts();
  if (window.self !== window.top) return null;
  return (
    <aside className={styles.bar} aria-label={words.demo}>
      <p>{words.made}</p>
      <p className={styles.links}>
        <a href="/">{words.start}</a>
        <a href={`/together/?site=${siteOfPage()}`}>{words.together}</a>
      </p>
    </aside>
  );
}
