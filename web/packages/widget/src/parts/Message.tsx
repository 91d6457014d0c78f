import type { Tick, TimelineMessage } from "@bellhop/client/chat";
import type { ChatView } from "@bellhop/react";
import { timeOfDay } from "@bellhop/ui/days";
import { linked } from "@bellhop/ui/linked";
import { lockedText } from "@bellhop/ui/sealed";
import { memo, type ReactNode, useState } from "react";
import { useLanguage, useLocale, useTexts } from "../texts/texts";
import { Attachments } from "./Attachments";
import { EditForm } from "./EditForm";
import { Face } from "./Face";
import { MessageMenu } from "./MessageMenu";
import { Quote } from "./Quote";
import { Reactions } from "./Reactions";
import { Ticks } from "./Ticks";

export type MessageActions = Pick<ChatView, "edit" | "remove" | "react"> & {
  reply(message: TimelineMessage): void;
  /** Brings a message into sight. */
  show(offset: number): void;
};

export interface MessageProps {
  message: TimelineMessage;
  isOwn: boolean;
  /** Of one's own messages only. */
  tick: Tick | undefined;
  /** Whether the message before is of the same person, so that the name is not repeated. */
  goesOn: boolean;
  /** Whether time and tick are shown: at the last of a run, as long as all are equally far. */
  showsMeta: boolean;
  actions: MessageActions;
}

export const Message = memo(function Message({
  message,
  isOwn,
  tick,
  goesOn,
  showsMeta,
  actions,
}: MessageProps) {
  const language = useLocale();
  const texts = useTexts();
  const [editing, setEditing] = useState<boolean>();
  const { from, at, deleted, reactions, editedAt, offset } = message;
  return (
    <li
      className={`message ${isOwn ? "own" : ""} ${goesOn ? "goesOn" : ""} ${deleted ? "gone" : ""}`}
      data-offset={offset}
    >
      {!isOwn && <div className="side">{!goesOn && <Face id={from.id} name={from.name} />}</div>}
      <div className="column">
        <p className={isOwn || goesOn ? "hidden" : "author"}>
          {isOwn ? texts.chat.you : from.name || texts.chat.erased}
        </p>
        {editing ? (
          <EditForm message={message} onSave={actions.edit} onEnd={() => setEditing(false)} />
        ) : (
          <div className="line">
            <Bubble message={message} actions={actions} />
            {!deleted && (
              <MessageMenu
                message={message}
                isOwn={isOwn}
                actions={actions}
                takesFocus={editing === false}
                onEdit={() => setEditing(true)}
              />
            )}
          </div>
        )}
        <Reactions reactions={reactions} onReact={(emoji, on) => actions.react(offset, emoji, on)} />
        <p className={showsMeta || editedAt ? "meta" : "hidden"}>
          <time dateTime={at}>{timeOfDay(at, language)}</time>
          {editedAt && !deleted && <span>{texts.chat.edited}</span>}
          {tick && !deleted && <Ticks tick={tick} />}
        </p>
      </div>
    </li>
  );
});

function Bubble({ message, actions }: Pick<MessageProps, "message" | "actions">) {
  const { chat } = useTexts();
  const language = useLanguage();
  const { text, links, files, deleted, lock, replyTo, quotesLocked = false, from } = message;
  if (deleted) return <Words>{chat.deleted}</Words>;
  if (lock) return <Words>{lockedText(lock, from.name, language)}</Words>;
  return (
    <div className="contents">
      {replyTo && (
        <Quote quote={replyTo} isLocked={quotesLocked} onShow={() => actions.show(replyTo.offset)} />
      )}
      {text && <Words>{linked(text, links)}</Words>}
      <Attachments files={files} />
    </div>
  );
}

export function Words({ children }: { children: ReactNode }) {
  return (
    <p className="bubble" data-message="">
      {children}
    </p>
  );
}
