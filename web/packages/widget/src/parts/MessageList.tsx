import { type TimelineMessage, tickIn } from "@bellhop/client/chat";
import type { ChatView } from "@bellhop/react";
import { useIsAbove } from "@bellhop/ui/above";
import { byDay, dayName } from "@bellhop/ui/days";
import { bringIn, type ScrollView, useScroll } from "@bellhop/ui/scroll";
import { Fragment, type ReactNode } from "react";
import { useLocale, useTexts } from "../texts/texts";
import { Announcer } from "./Announcer";
import { DownIcon } from "./icons";
import { Message, type MessageActions } from "./Message";
import { Notice } from "./Notice";
import { Unsent } from "./Unsent";

interface MessageListProps {
  chat: ChatView;
  reply(message: TimelineMessage): void;
  /** Above the first message. */
  beginning?: ReactNode;
  /** Below the last one. */
  children?: ReactNode;
}

/** The conversation, oldest first. New messages are announced once; history is not. */
export function MessageList({ chat, reply, beginning, children }: MessageListProps) {
  const texts = useTexts();
  const scroll = useScroll(chat);
  const { phase, unsent, timeline, own, retry, discard } = chat;
  const show = async (offset: number) => {
    await chat.around(offset);
    requestAnimationFrame(() => bringIn(scroll.container.current, `[data-offset="${offset}"]`));
  };
  const actions: MessageActions = { ...chat, reply, show };
  return (
    <div className="chat-frame">
      <section
        ref={scroll.container}
        className="chat-scroll"
        onScroll={scroll.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={texts.chat.messages}
      >
        {timeline.moreBefore ? <Older chat={chat} /> : beginning}
        {phase === "loading" && <p className="note">{texts.chat.loading}</p>}
        {phase === "failed" && <p className="note">{texts.chat.loadFailed}</p>}
        <Days chat={chat} actions={actions} />
        <ol className="list">
          {unsent.map(({ key, text, failed, files }) => (
            <Unsent
              key={key}
              text={text}
              failed={failed}
              files={files.length}
              onRetry={() => retry(key)}
              onDiscard={() => discard(key)}
            />
          ))}
        </ol>
        {children}
      </section>
      <Pills chat={chat} scroll={scroll} />
      <Announcer messages={timeline.messages} own={own} />
    </div>
  );
}

function Older({ chat: { paging, loadOlder } }: { chat: ChatView }) {
  const { chat } = useTexts();
  return (
    <p className="note">
      <button type="button" className="plain" disabled={paging} onClick={() => void loadOlder()}>
        {paging ? chat.loading : chat.older}
      </button>
    </p>
  );
}

function Days({ chat, actions }: { chat: ChatView; actions: MessageActions }) {
  const language = useLocale();
  const texts = useTexts();
  const { timeline, unreadLine } = chat;
  const firstUnread = unreadLine && timeline.messages.find(({ offset }) => offset > unreadLine.after);
  return [...byDay(timeline.messages)].map(([day, ofDay]) => (
    <Fragment key={day}>
      <h3 className="day">{dayName(ofDay[0]?.at ?? day, new Date(), language, texts.chat)}</h3>
      <ol className="list">
        {ofDay.map((message, index) => (
          <Fragment key={message.offset}>
            {message === firstUnread && (
              <li className="chat-line unread" data-unread="">
                {texts.chat.unread(unreadLine?.count ?? 0)}
              </li>
            )}
            <Entry
              chat={chat}
              actions={actions}
              message={message}
              before={ofDay[index - 1]}
              after={ofDay[index + 1]}
            />
          </Fragment>
        ))}
      </ol>
    </Fragment>
  ));
}

interface EntryProps {
  chat: ChatView;
  actions: MessageActions;
  message: TimelineMessage;
  before: TimelineMessage | undefined;
  after: TimelineMessage | undefined;
}

function Entry({ chat, actions, message, before, after }: EntryProps) {
  if (message.kind === "notice") return <Notice message={message} own={chat.own} />;
  const isOwn = message.from.id === chat.own;
  const tick = isOwn ? tickIn(chat, message) : undefined;
  const isLast = !after || !isRun(message, after);
  return (
    <Message
      message={message}
      isOwn={isOwn}
      tick={tick}
      goesOn={before !== undefined && isRun(before, message)}
      showsMeta={isLast || (isOwn && tickIn(chat, after) !== tick)}
      actions={actions}
    />
  );
}

/** Whether two messages belong together: of one person, within five minutes. */
function isRun(first: TimelineMessage, second: TimelineMessage): boolean {
  const between = Date.parse(second.at) - Date.parse(first.at);
  return second.kind === first.kind && second.from.id === first.from.id && between < RUN_MILLISECONDS;
}

const RUN_MILLISECONDS = 300_000;

/** Ways to what one has not seen. */
function Pills({ chat, scroll }: { chat: ChatView; scroll: ScrollView }) {
  const texts = useTexts().chat;
  const { unseen, timeline, latest, unreadLine } = chat;
  const isAbove = useIsAbove(scroll, unreadLine !== undefined);
  const toLatest = async () => {
    await latest();
    scroll.toLatest();
  };
  if (unseen > 0 || timeline.moreAfter) {
    return (
      <button type="button" className="chat-pill primary" onClick={toLatest}>
        <DownIcon size={16} />
        {unseen > 0 ? texts.newMessages(unseen) : texts.toLatest}
      </button>
    );
  }
  if (!unreadLine || !isAbove) return null;
  return (
    <button
      type="button"
      className="chat-pill primary top"
      aria-label={texts.jump(unreadLine.count)}
      onClick={() => bringIn(scroll.container.current, "[data-unread]")}
    >
      {texts.unread(unreadLine.count)}
    </button>
  );
}
