import { useUnread } from "@bellhop/react";
import { Button, explain, hidden, useTexts } from "@bellhop/ui";
import { useEffect, useMemo, useRef } from "react";
import { useInbox } from "../shell/inbox";
import { useShortcuts } from "../shell/shortcuts";
import { useNow } from "../shell/useNow";
import { conversationsOf, keyOf } from "../stores/inbox-state";
import type { ListName } from "../stores/queues";
import { useConsoleTexts } from "../texts/texts";
import styles from "./ConversationList.module.css";
import { ConversationRow } from "./ConversationRow";

export interface ConversationListProps {
  list: ListName;
  /** The room of the conversation that is open. */
  open: string | undefined;
}

/** A queue's conversations as far as they were read. The keys j and k, and the arrows, go through them. */
export function ConversationList({ list, open }: ConversationListProps) {
  const words = useConsoleTexts();
  const inbox = useInbox();
  const { rooms } = useUnread("conversation");
  const now = useNow();
  const rows = useRef<HTMLUListElement>(null);
  const step = useSteps(rows);
  useShortcuts({ j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1) });
  const unread = useMemo(() => new Map(rooms.map((room) => [room.room, room.unread])), [rooms]);
  const known = inbox.lists.get(keyOf(list));
  const end = useInSight(() => inbox.store.more(list));
  const shown = useMemo(() => conversationsOf(inbox, list, inbox.own), [inbox, list]);

  if (!known) return inbox.error ? <Failure /> : <Ghosts />;
  return (
    <div className={styles.scroll}>
      {shown.length === 0 && <p className={styles.note}>{words.inbox.empty[list.queue]}</p>}
      <ul ref={rows}>
        {shown.map((one) => (
          <ConversationRow
            key={one.room}
            conversation={one}
            queue={list.queue}
            unread={unread.get(one.room) ?? 0}
            isOpen={one.room === open}
            own={inbox.own}
            now={now}
          />
        ))}
      </ul>
      {known.reach && (
        <div ref={end} className={styles.more}>
          <Button look="quiet" disabled={known.paging} onClick={() => inbox.store.more(list)}>
            {known.paging ? words.loading : words.inbox.more}
          </Button>
        </div>
      )}
    </div>
  );
}

const AHEAD = "0px 0px 600px";

/** For an element: tells when it comes near, again when it stays there and the page renders anew. */
function useInSight(onSight: () => void): (element: Element | null) => void {
  const latest = useRef(onSight);
  useEffect(() => {
    latest.current = onSight;
  });
  const observer = useRef<IntersectionObserver>(undefined);
  return (element) => {
    observer.current?.disconnect();
    if (!element) return;
    const hear = ([entry]: IntersectionObserverEntry[]) => entry?.isIntersecting && latest.current();
    observer.current = new IntersectionObserver(hear, {
      root: element.parentElement,
      rootMargin: AHEAD,
    });
    observer.current.observe(element);
  };
}

/** Moves the focus by rows: from the focused one, or else from the open one. */
function useSteps(rows: React.RefObject<HTMLUListElement | null>) {
  return (by: 1 | -1) => {
    const links: Element[] = [...(rows.current?.querySelectorAll("a") ?? [])];
    const focused = document.activeElement ? links.indexOf(document.activeElement) : -1;
    const from = focused >= 0 ? focused : links.findIndex((link) => link.ariaCurrent === "true");
    const next = from < 0 ? 0 : Math.min(links.length - 1, Math.max(0, from + by));
    (links[next] as HTMLElement | undefined)?.focus();
  };
}

function Failure() {
  const words = useConsoleTexts();
  const texts = useTexts();
  const { error, store } = useInbox();
  return (
    <div className={styles.note} role="alert">
      <p>{explain(error, texts)}</p>
      <Button onClick={store.retry}>{texts.connection.retry}</Button>
      <span className={hidden.hidden}>{words.inbox.failed}</span>
    </div>
  );
}

function Ghosts() {
  const words = useConsoleTexts();
  return (
    <div className={styles.scroll}>
      <p className={hidden.hidden}>{words.loading}</p>
      {[1, 2, 3, 4].map((row) => (
        <div key={row} className={styles.ghost} aria-hidden="true">
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
