import { LanguageSwitch, ThemeSwitch } from "../parts/Toolbar";
import { Brand } from "./Brand";
import styles from "./EntryHeader.module.css";

/** The top of a page where one is not in yet. */
export function EntryHeader({ brand }: { brand: string }) {
  return (
    <header className={styles.header}>
      <Brand>{brand}</Brand>
      <div className={styles.tools}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  );
}
