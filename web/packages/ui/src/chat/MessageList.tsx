import type { TimelineMessage } from "@bellhop/client/chat";
import type { ChatView } from "@bellhop/react";
import { Fragment } from "react";
import { Button } from "../parts/Button";
import hidden from "../parts/hidden.module.css";
import { ArrowDownIcon } from "../parts/icons";
import { useLanguage, useLocale } from "../texts/language";
import { byDay, dayName } from "./days";
import { Message } from "./Message";
import styles from "./MessageList.module.css";
import "./note.css";
import { Unsent } from "./Unsent";
import { useScroll } from "./useScroll";

/** The conversation, oldest first. New messages are announced once; history is not. */
export function MessageList({ chat: view }: { chat: ChatView }) {
  const { chat } = useLanguage().texts;
  const { timeline, unsent, own, phase } = view;
  const scroll = useScroll(view);
  const toLatest = async () => {
    await view.latest();
    scroll.toLatest();
  };
  const empty = phase === "ready" && timeline.messages.length === 0 && unsent.length === 0;
  return (
    <div className="chat-frame">
      <section
        ref={scroll.container}
        className={`chat-scroll ${styles.scroll}`}
        onScroll={scroll.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={chat.messages}
      >
        <Beginning chat={view} />
        {phase === "loading" && <p className="chat-note">{chat.loading}</p>}
        {phase === "failed" && <p className="chat-note">{chat.loadFailed}</p>}
        {empty && <p className="chat-note">{chat.empty}</p>}
        <Days messages={timeline.messages} own={own} />
        <ol className={styles.list}>
          {unsent.map((message) => (
            <Unsent key={message.key} message={message} room={view} />
          ))}
        </ol>
      </section>
      {(view.unseen > 0 || timeline.moreAfter) && (
        <Button look="primary" className="chat-pill" onClick={toLatest} title={chat.toLatest}>
          <ArrowDownIcon />
          {view.unseen > 0 ? chat.newMessages(view.unseen) : chat.toLatest}
        </Button>
      )}
      <Announcer messages={timeline.messages} own={own} />
    </div>
  );
}

function Beginning({ chat: view }: { chat: ChatView }) {
  const { texts } = useLanguage();
  const { timeline, paging, loadOlder } = view;
  if (timeline.messages.length === 0) return null;
  if (!timeline.moreBefore) return <p className="chat-note">{texts.chat.beginning}</p>;
  return (
    <div className="chat-note">
      <Button look="quiet" onClick={loadOlder} disabled={paging}>
        {paging ? texts.chat.loading : texts.chat.older}
      </Button>
    </div>
  );
}

function Days({ messages, own }: { messages: readonly TimelineMessage[]; own: string | undefined }) {
  const { texts } = useLanguage();
  const locale = useLocale();
  const days = byDay(messages.filter(({ kind }) => kind === "message"));
  return [...days].map(([day, ofDay]) => (
    <Fragment key={day}>
      <h2 className="chat-line">
        <span>{dayName(ofDay[0]?.at ?? day, new Date(), locale, texts.chat)}</span>
      </h2>
      <ol className={styles.list}>
        {ofDay.map((message, index) => (
          <Message
            key={message.offset}
            message={message}
            isOwn={message.from.id === own}
            goesOn={ofDay[index - 1]?.from.id === message.from.id}
          />
        ))}
      </ol>
    </Fragment>
  ));
}

/** The one place that speaks: the newest message of somebody else that came while looking on. */
function Announcer({ messages, own }: { messages: readonly TimelineMessage[]; own: string | undefined }) {
  const { texts } = useLanguage();
  const newest = messages.findLast(({ arrivedAt, from }) => arrivedAt !== undefined && from.id !== own);
  return (
    <div role="log" aria-label={texts.chat.announcer} className={hidden.hidden}>
      {newest && (
        <p key={newest.offset}>
          {texts.chat.says(newest.from.name, newest.deleted ? texts.chat.deleted : newest.text)}
        </p>
      )}
    </div>
  );
}
