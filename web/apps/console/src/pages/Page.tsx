import type { ReactNode } from "react";
import card from "./Card.module.css";
import styles from "./Page.module.css";

export interface PageProps {
  title: string;
  introduction: string;
  children: ReactNode;
}

/** One of the pages beside the inbox. */
export function Page({ title, introduction, children }: PageProps) {
  return (
    <div className={styles.page}>
      <section className={card.card} aria-labelledby="page">
        <h1 id="page" className={card.title}>
          {title}
        </h1>
        <p className={card.introduction}>{introduction}</p>
        {children}
      </section>
    </div>
  );
}
