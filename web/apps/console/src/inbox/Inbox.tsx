import { useCallback, useEffect, useRef, useState } from "react";
import { Conversation } from "../conversation/Conversation";
import { Details } from "../details/Details";
import { InboxIcon } from "../shell/icons";
import { useInbox } from "../shell/inbox";
import { usePreference } from "../shell/preferences";
import type { Route } from "../shell/route";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Inbox.module.css";
import { ListPane } from "./ListPane";

/** The three panes: the queues, the conversation, its customer. A phone shows one at a time. */
export function Inbox({ route }: { route: Route }) {
  const { room } = route;
  const details = useDetails(room);
  const panes = useRef<HTMLDivElement>(null);
  useFocusBack(panes, room);
  const state = room === undefined ? styles.choosing : styles.reading;
  return (
    <div ref={panes} className={`${styles.panes} ${state} ${details.shown ? styles.showsDetails : ""}`}>
      <div className={styles.list}>
        <ListPane route={route} />
      </div>
      <div className={styles.conversation}>
        {room === undefined ? (
          <Nothing />
        ) : (
          <Known key={room} route={route} room={room} toggle={details.toggle} />
        )}
      </div>
      {details.shown && room !== undefined && (
        <div className={styles.details}>
          <Details key={room} room={room} onClose={details.toggle} />
        </div>
      )}
    </div>
  );
}

/** Who comes back to the list finds the focus on the row where they left it. */
function useFocusBack(panes: React.RefObject<HTMLElement | null>, room: string | undefined): void {
  const before = useRef(room);
  useEffect(() => {
    const left = before.current;
    before.current = room;
    if (left === undefined || room !== undefined) return;
    panes.current?.querySelector<HTMLElement>(`[data-room="${CSS.escape(left)}"]`)?.focus();
  }, [panes, room]);
}

interface KnownProps {
  route: Route;
  room: string;
  toggle(): void;
}

/** The conversation once it is known; the address may name one that no list has shown. */
function Known({ route, room, toggle }: KnownProps) {
  const words = useConsoleTexts();
  const { conversations, missing, store } = useInbox();
  const conversation = conversations.get(room);
  useEffect(() => {
    if (!conversation) store.need(room);
  }, [store, room, conversation]);
  if (conversation) return <Conversation conversation={conversation} route={route} onDetails={toggle} />;
  return <p className={styles.nothing}>{missing.has(room) ? words.inbox.missing : words.loading}</p>;
}

function Nothing() {
  const words = useConsoleTexts().inbox;
  return (
    <div className={styles.nothing}>
      <InboxIcon size={40} />
      <p>{words.choose}</p>
    </div>
  );
}

const WIDE = "(min-width: 1200px)";

/** Beside the conversation as one has chosen; where there is no room for that, above it on demand. */
function useDetails(room: string | undefined) {
  const beside = usePreference("details", true);
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  const [above, setAbove] = useState<string>();
  useEffect(() => {
    const query = matchMedia(WIDE);
    const look = () => setWide(query.matches);
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  const isAbove = above !== undefined && above === room;
  const { on, set } = beside;
  const toggle = useCallback(() => {
    if (wide) set(!on);
    else setAbove(isAbove ? undefined : room);
  }, [wide, on, set, isAbove, room]);
  return { shown: room !== undefined && (wide ? on : isAbove), toggle };
}
