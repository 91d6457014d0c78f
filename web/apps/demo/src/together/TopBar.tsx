import { LanguageSwitch } from "@bellhop/ui";
import { type DemoSite, SITES } from "../sites";
import styles from "./TopBar.module.css";
import { useTogetherTexts } from "./texts";

/** The way back, and the other businesses. */
export function TopBar({ site }: { site: DemoSite }) {
  const words = useTogetherTexts();
  return (
    <header className={styles.bar}>
      <a className={styles.home} href="/" aria-label={words.start}>
        <img src="/bell.svg" alt="" width="28" height="28" />
      </a>
      <nav className={styles.sites} aria-label={words.businesses}>
        {SITES.map(({ id, name }) => (
          <a
            key={id}
            className={styles.site}
            href={`/together/?site=${id}`}
            aria-current={id === site.id ? "page" : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      <LanguageSwitch />
    </header>
  );
}
