import { useLanguage } from "@bellhop/ui";
import type { ReactNode } from "react";
import { DemoBar } from "./DemoBar";
import styles from "./SiteFrame.module.css";
import { useSharedTexts } from "./texts";

interface SiteFrameProps {
  /** How the business writes its name. */
  brand: ReactNode;
  /** The page's sections, by id. */
  links: Record<string, string>;
  footer: ReactNode;
  children: ReactNode;
}

/** What the sites have in common: a header with the way to each section, the contents, a footer. */
export function SiteFrame({ brand, links, footer, children }: SiteFrameProps) {
  const words = useSharedTexts();
  const { language, toggle } = useLanguage();
  // The chat took the page's language when it came, so both begin anew.
  const change = () => {
    toggle();
    location.reload();
  };
  return (
    <>
      <a className={styles.skip} href="#contents">
        {words.skip}
      </a>
      <DemoBar />
      <header className={styles.header}>
        <p className={styles.brand}>{brand}</p>
        <nav className={styles.links} aria-label={words.sections}>
          {Object.entries(links).map(([id, label]) => (
            <a key={id} href={`#${id}`}>
              {label}
            </a>
          ))}
        </nav>
        <button
          type="button"
          className={styles.language}
          lang={language === "en" ? "de" : "en"}
          onClick={change}
        >
          {language === "en" ? "Deutsch" : "English"}
        </button>
      </header>
      <main id="contents" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <footer className={styles.footer}>{footer}</footer>
    </>
  );
}
