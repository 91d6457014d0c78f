import { isStaff, type TimelineMessage, tickIn } from "@bellhop/client/chat";
import type { ChatView } from "@bellhop/react";
import { Avatar, bringIn, hidden, timeOfDay, useLanguage, useLocale } from "@bellhop/ui";
import { memo, useRef, useState } from "react";
import { RevisionsDialog } from "../dialogs/RevisionsDialog";
import { NoteIcon } from "../shell/icons";
import type { Entry } from "../stores/merged";
import { called } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import { EditForm } from "./EditForm";
import styles from "./MessageEntry.module.css";
import { MessageMenu } from "./MessageMenu";
import { Reactions } from "./Reactions";
import { Ticks } from "./Ticks";
import { markOf } from "./useJump";
import { Words } from "./Words";

export interface MessageEntryProps {
  entry: Entry;
  /** The room that it is in. */
  room: ChatView;
  goesOn: boolean;
  standsOut: boolean;
  onAnswer(message: TimelineMessage, isNote: boolean): void;
}

/** A message, at the left of the customer, at the right of the staff; or a note, which looks like none of them. */
export const MessageEntry = memo(function MessageEntry(props: MessageEntryProps) {
  const { entry, room, goesOn, standsOut, onAnswer } = props;
  const { message, isNote } = entry;
  const { texts } = useLanguage();
  const locale = useLocale();
  const words = useConsoleTexts().conversation;
  const [editing, setEditing] = useState<boolean>();
  const { from, at, deleted, reactions, editedAt, offset } = message;
  const isOwn = from.id === room.own;
  const isAtRight = isStaff(from.role);
  const self = useRef<HTMLLIElement>(null);
  const show = async (quoted: number) => {
    await room.around(quoted);
    const list = self.current?.closest(".chat-scroll") ?? null;
    requestAnimationFrame(() => bringIn(list, `[data-mark="${markOf(quoted, isNote)}"]`));
  };
  const look = [
    styles.entry,
    isAtRight && styles.staff,
    goesOn && styles.goesOn,
    isNote && styles.isNote,
    standsOut && styles.standsOut,
  ];
  return (
    <li ref={self} className={look.filter(Boolean).join(" ")} data-mark={markOf(offset, isNote)}>
      {!isAtRight && <div className={styles.face}>{!goesOn && <Avatar id={from.id} name={from.name} />}</div>}
      <div className={styles.column}>
        <p className={goesOn ? hidden.hidden : styles.author}>
          {isNote && <NoteIcon size={14} />}
          {isNote && <span>{words.note}</span>}
          {isOwn ? texts.chat.you : called(from, words)}
        </p>
        {editing ? (
          <EditForm message={message} onSave={room.edit} onEnd={() => setEditing(false)} />
        ) : (
          <div className={styles.line}>
            <div className={styles.bubble}>
              <Words message={message} onShow={show} />
            </div>
            {!deleted && (
              <MessageMenu
                message={message}
                isOwn={isOwn}
                room={room}
                takesFocus={editing === false}
                onAnswer={() => onAnswer(message, isNote)}
                onEdit={() => setEditing(true)}
              />
            )}
          </div>
        )}
        <Reactions reactions={reactions} onReact={(emoji, on) => room.react(offset, emoji, on)} />
        <p className={styles.meta}>
          <time dateTime={at}>{timeOfDay(at, locale)}</time>
          {editedAt && !deleted && <Edited room={room} message={offset} />}
          {isAtRight && !isNote && !deleted && <Ticks tick={tickIn(room, message)} />}
        </p>
      </div>
    </li>
  );
});

/** Leads to what the message said before; of an encrypted one nobody but its readers could tell. */
function Edited({ room: { room }, message }: { room: ChatView; message: number }) {
  const words = useConsoleTexts().conversation;
  const [open, setOpen] = useState(false);
  if (!room || room.encrypted) return <span>{words.edited}</span>;
  return (
    <>
      <button
        type="button"
        className={styles.edited}
        aria-label={words.showRevisions}
        onClick={() => setOpen(true)}
      >
        {words.edited}
      </button>
      {open && <RevisionsDialog room={room.room} message={message} onClose={() => setOpen(false)} />}
    </>
  );
}
