import type { ReactNode } from "react";
import { BellIcon } from "../parts/icons";
import styles from "./Brand.module.css";

/** The bell and the name next to it; with `short`, small screens show the bell only. */
export function Brand({ children, short = false }: { children: ReactNode; short?: boolean }) {
  return (
    <p className={styles.brand}>
      <BellIcon />
      <span className={short ? styles.short : undefined}>{children}</span>
    </p>
  );
}
