import type { TimelineMessage } from "@bellhop/client/chat";
import { ArrowDownIcon, Button, explain, useScroll, useTexts } from "@bellhop/ui";
import type { Route } from "../shell/route";
import { useConsoleTexts } from "../texts/texts";
import { Announcer } from "./Announcer";
import { Entries } from "./Entries";
import styles from "./Timeline.module.css";
import { UnsentEntries } from "./UnsentEntries";
import type { BothView } from "./useBoth";
import { useJump } from "./useJump";

export interface TimelineProps {
  both: BothView;
  route: Route;
  onAnswer(message: TimelineMessage, isNote: boolean): void;
}

/** Messages and notes, oldest first. */
export function Timeline({ both, route, onAnswer }: TimelineProps) {
  const { chat: texts } = useTexts();
  const scroll = useScroll(both.scrolled);
  const jumped = useJump(both, route, scroll.container);
  const { chat, notes, entries, moreAfter } = both;
  const unseen = chat.unseen + notes.unseen;
  const toLatest = async () => {
    await both.latest();
    scroll.toLatest();
  };
  return (
    <div className="chat-frame">
      <section
        ref={scroll.container}
        className={`chat-scroll ${styles.scroll}`}
        onScroll={scroll.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={texts.messages}
      >
        <Beginning both={both} />
        <Entries both={both} jumped={jumped} onAnswer={onAnswer} />
        <UnsentEntries both={both} />
      </section>
      {(unseen > 0 || moreAfter) && (
        <Button look="primary" className="chat-pill" onClick={toLatest} title={texts.toLatest}>
          <ArrowDownIcon />
          {unseen > 0 ? texts.newMessages(unseen) : texts.toLatest}
        </Button>
      )}
      <Announcer entries={entries} own={chat.own} />
    </div>
  );
}

function Beginning({ both: { chat, notes, entries, moreBefore, scrolled } }: { both: BothView }) {
  const texts = useTexts();
  const words = useConsoleTexts();
  if (chat.phase === "loading") return <p className="chat-note">{texts.chat.loading}</p>;
  if (chat.phase === "failed") return <p className="chat-note">{explain(chat.error, texts)}</p>;
  if (moreBefore) {
    const paging = chat.paging || notes.paging;
    return (
      <div className="chat-note">
        <Button look="quiet" disabled={paging} onClick={() => void scrolled.loadOlder()}>
          {paging ? texts.chat.loading : texts.chat.older}
        </Button>
      </div>
    );
  }
  return (
    <p className="chat-note">{entries.length === 0 ? words.conversation.empty : texts.chat.beginning}</p>
  );
}
