import { IconButton } from "@bellhop/ui";
import { useEffect, useMemo, useRef, useState } from "react";
import { SearchIcon } from "../shell/icons";
import { useInboxStore } from "../shell/inbox";
import type { Route } from "../shell/route";
import { useShortcuts } from "../shell/shortcuts";
import { useConsoleTexts } from "../texts/texts";
import { ConversationList } from "./ConversationList";
import styles from "./ListPane.module.css";
import { QueueTabs } from "./QueueTabs";
import { Search } from "./Search";
import { TeamFilter, useTeam } from "./TeamFilter";

/** The queues with their conversations, or what was searched. */
export function ListPane({ route }: { route: Route }) {
  const words = useConsoleTexts();
  const { store } = useInboxStore();
  const [searching, setSearching] = useState(false);
  const button = useRef<HTMLDivElement>(null);
  const team = useTeam();
  const list = useMemo(() => ({ queue: route.queue, team: team.chosen }), [route.queue, team.chosen]);
  useEffect(() => store.show(list), [store, list]);
  useShortcuts({ "/": () => setSearching(true) });

  const close = () => {
    setSearching(false);
    requestAnimationFrame(() => button.current?.querySelector("button")?.focus());
  };
  if (searching) return <Search queue={route.queue} onClose={close} />;
  return (
    <section className={styles.pane} aria-labelledby="inbox">
      <div className={styles.top}>
        <div className={styles.line}>
          <h1 id="inbox" className={styles.title}>
            {words.pages.inbox}
          </h1>
          <TeamFilter view={team} />
          <div ref={button}>
            <IconButton label={words.search.open} onClick={() => setSearching(true)}>
              <SearchIcon size={20} />
            </IconButton>
          </div>
        </div>
        <QueueTabs queue={route.queue} />
      </div>
      <ConversationList key={`${list.queue}/${list.team}`} list={list} open={route.room} />
    </section>
  );
}
