import type { TimelineMessage } from "@bellhop/client/chat";
import { byDay, dayName, useLanguage, useLocale } from "@bellhop/ui";
import { Fragment } from "react";
import type { Entry } from "../stores/merged";
import { useConsoleTexts } from "../texts/texts";
import { MessageEntry } from "./MessageEntry";
import { Notice } from "./Notice";
import type { BothView } from "./useBoth";
import { markOf } from "./useJump";

export interface EntriesProps {
  both: BothView;
  /** The mark of the entry that stands out. */
  jumped: string | undefined;
  onAnswer(message: TimelineMessage, isNote: boolean): void;
}

export function Entries({ both, jumped, onAnswer }: EntriesProps) {
  const { texts } = useLanguage();
  const locale = useLocale();
  const words = useConsoleTexts();
  const { unreadLine } = both.chat;
  const firstUnread =
    unreadLine && both.entries.find(({ message, isNote }) => !isNote && message.offset > unreadLine.after);
  const days = byDay(both.entries.map((entry) => ({ at: entry.message.at, entry })));
  return [...days].map(([day, ofDay]) => (
    <Fragment key={day}>
      <h2 className="chat-line">{dayName(ofDay[0]?.at ?? day, new Date(), locale, texts.chat)}</h2>
      <ol>
        {ofDay.map(({ entry }, index) => {
          const mark = markOf(entry.message.offset, entry.isNote);
          return (
            <Fragment key={mark}>
              {entry === firstUnread && (
                <li className="chat-line unread">{words.conversation.unread(unreadLine?.count ?? 0)}</li>
              )}
              {entry.message.kind === "notice" ? (
                <Notice message={entry.message} />
              ) : (
                <MessageEntry
                  entry={entry}
                  room={entry.isNote ? both.notes : both.chat}
                  goesOn={goesOn(ofDay[index - 1]?.entry, entry)}
                  standsOut={jumped === mark}
                  onAnswer={onAnswer}
                />
              )}
            </Fragment>
          );
        })}
      </ol>
    </Fragment>
  ));
}

/** Whether an entry follows one of the same person and kind, so that the name is not repeated. */
function goesOn(before: Entry | undefined, { message, isNote }: Entry): boolean {
  return (
    before !== undefined &&
    before.isNote === isNote &&
    before.message.kind === "message" &&
    before.message.from.id === message.from.id
  );
}
