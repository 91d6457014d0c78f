import { hidden, PeopleIcon } from "@bellhop/ui";
import type { ReactNode } from "react";
import { useConsoleTexts } from "../texts/texts";
import { AgentIcon, InboxIcon, KeyIcon, QuickIcon, TalkIcon } from "./icons";
import styles from "./Rail.module.css";
import { type Page, pagePath } from "./route";
import { useUnseen } from "./useUnseen";

const ICONS: Record<Page, ReactNode> = {
  inbox: <InboxIcon />,
  lobby: <TalkIcon />,
  replies: <QuickIcon />,
  agents: <AgentIcon />,
  people: <PeopleIcon />,
  keys: <KeyIcon />,
};

export interface RailProps {
  page: Page;
  isManager: boolean;
}

/** The way to the console's pages: at the left, or at the bottom of a phone. */
export function Rail({ page, isManager }: RailProps) {
  const words = useConsoleTexts();
  const unseen = useUnseen().size;
  const pages: Page[] = [
    "inbox",
    "lobby",
    "replies",
    "agents",
    ...(isManager ? (["people", "keys"] as const) : []),
  ];
  return (
    <nav className={styles.rail} aria-label={words.sections}>
      <ul className={styles.list}>
        {pages.map((name) => (
          <li key={name}>
            <a
              href={pagePath(name)}
              className={styles.link}
              aria-current={name === page ? "page" : undefined}
            >
              {ICONS[name]}
              <span className={styles.name}>{words.pages[name]}</span>
              {name === "inbox" && unseen > 0 && (
                <span className={styles.badge}>
                  {unseen}
                  <span className={hidden.hidden}> {words.notices.unseen}</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
