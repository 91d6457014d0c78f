import type { Preview } from "@bellhop/client/chat";
import { useConnection, useOutbox } from "@bellhop/react";
import { ChevronIcon, SendIcon } from "../parts/icons";
import { noticeText } from "../parts/Notice";
import { shortTimeOf } from "../parts/times";
import { type Conversation, useDesk } from "../shell/desk";
import type { View } from "../shell/memory";
import { type Texts, useLocale, useTexts } from "../texts/texts";

/** The visitor's conversations, the active ones first, and the way to a new one. */
export function Home({ onShow }: { onShow(view: View): void }) {
  const { home } = useTexts();
  const { conversations } = useDesk();
  const starting = useOutbox().some(({ method }) => method === "desk.start");
  return (
    <div className="home">
      <div className="greeting">
        <p>{home.greeting}</p>
        <h3>{home.question}</h3>
      </div>
      {conversations !== undefined && (conversations.length > 0 || starting) && (
        <section className="card" aria-label={home.conversations}>
          <h4>{home.conversations}</h4>
          <ul className="conversations">
            {starting && (
              <li>
                <button type="button" onClick={() => onShow({ name: "starting" })}>
                  <span className="title">{home.untitled}</span>
                  <span className="preview">{home.waiting}</span>
                </button>
              </li>
            )}
            {conversations.map((conversation) => (
              <li key={conversation.room}>
                <Row
                  conversation={conversation}
                  onShow={() => onShow({ name: "room", room: conversation.room })}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      <button type="button" className="card start" onClick={() => onShow({ name: "form" })}>
        <span>{home.start}</span>
        <SendIcon />
      </button>
    </div>
  );
}

function Row({ conversation, onShow }: { conversation: Conversation; onShow(): void }) {
  const language = useLocale();
  const texts = useTexts();
  const own = useConnection().principal?.id;
  const { topic, assignee, status, summary, at } = conversation;
  const unread = summary?.unread ?? 0;
  return (
    <button type="button" className={unread > 0 ? "unread" : ""} onClick={onShow}>
      <span className="title">{topic ?? assignee?.name ?? texts.home.untitled}</span>
      <time dateTime={summary?.at ?? at}>{shortTimeOf(summary?.at ?? at, new Date(), language)}</time>
      <span className="preview">
        {status === "resolved" && <b>{texts.home.resolved} · </b>}
        {summary?.last && previewOf(summary.last, conversation, own, texts)}
      </span>
      {unread > 0 ? (
        <span className="badge">
          <span className="hidden">{texts.home.unread(unread)}</span>
          <span aria-hidden="true">{unread}</span>
        </span>
      ) : (
        <ChevronIcon />
      )}
    </button>
  );
}

function previewOf(last: Preview, { assignee }: Conversation, own: string | undefined, texts: Texts): string {
  const { home } = texts;
  if (last.deleted) return home.deleted;
  if (last.sealed) return home.sealed;
  if (last.kind === "notice") {
    // A preview does not say about whom it is; whoever was assigned looks after it now.
    return noticeText({ ...last, about: last.text === "assigned" ? assignee : undefined }, own, texts);
  }
  const text = last.text || home.files(last.files);
  return last.from.id === own ? home.you(text) : text;
}
