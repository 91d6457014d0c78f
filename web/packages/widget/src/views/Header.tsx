import { useClient, useConnection, useStatus } from "@bellhop/react";
import { LockButton } from "@bellhop/ui/sealed";
import type { ReactNode } from "react";
import { Face } from "../parts/Face";
import { BackIcon, CloseIcon, MailIcon } from "../parts/icons";
import { momentOf, soonOf } from "../parts/times";
import { type Conversation, useConversation, useDesk } from "../shell/desk";
import type { View } from "../shell/memory";
import { useLanguage, useLocale, useTexts } from "../texts/texts";

interface HeaderProps {
  id: string;
  view: View;
  heading: string | undefined;
  onBack(): void;
  /** Asks where to send the conversation. */
  onTranscript(): void;
  /** Absent where the chat is a part of the page. */
  onClose: (() => void) | undefined;
}

/** Who one talks to, and whether and how soon they answer. */
export function Header({ id, view, heading, onBack, onTranscript, onClose }: HeaderProps) {
  const { header, transcript } = useTexts();
  const conversation = useConversation(view.name === "room" ? view.room : "");
  const assignee = conversation?.assignee;
  return (
    <div className="header">
      {view.name !== "home" && (
        <IconButton name={header.back} onClick={onBack}>
          <BackIcon />
        </IconButton>
      )}
      {assignee && <Face id={assignee.id} name={assignee.name} />}
      <div className="who">
        <h2 id={id}>{assignee?.name ?? heading ?? header.title}</h2>
        {assignee ? <Assignee id={assignee.id} /> : <Availability />}
      </div>
      {conversation?.encrypted && <Lock conversation={conversation} />}
      {conversation?.encrypted === false && (
        <IconButton name={transcript.send} onClick={onTranscript}>
          <MailIcon />
        </IconButton>
      )}
      {onClose && (
        <IconButton name={header.close} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      )}
    </div>
  );
}

interface IconButtonProps {
  name: string;
  onClick(): void;
  children: ReactNode;
}

function IconButton({ name, onClick, children }: IconButtonProps) {
  return (
    <button type="button" className="quiet" aria-label={name} title={name} onClick={onClick}>
      {children}
    </button>
  );
}

function Lock({ conversation: { room, assignee } }: { conversation: Conversation }) {
  const language = useLanguage();
  const { principal } = useConnection();
  // What a guest is called is the server's word for all guests.
  const self = principal?.role === "guest" ? undefined : principal;
  const people = [self, assignee].filter((person) => person !== undefined);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return <LockButton room={room} language={language} names={names} />;
}

/** Whether the one who looks after the visitor is there, or else how soon somebody answers. */
function Assignee({ id }: { id: string }) {
  const { header } = useTexts();
  const shown = useStatus(id);
  if (!shown || shown.status === "offline") return <Availability />;
  const { status, emoji, text } = shown;
  const own = [emoji, text].filter(Boolean).join(" ");
  return (
    <p className={`availability ${status}`}>{[header.presence[status], own].filter(Boolean).join(" · ")}</p>
  );
}

function Availability() {
  const language = useLocale();
  const { header } = useTexts();
  const { hours } = useDesk();
  if (!hours) return <p className="availability">&nbsp;</p>;
  const { open, changesAt, replySeconds } = hours;
  const words = open
    ? header.reply(soonOf(replySeconds, language))
    : changesAt && header.opens(momentOf(changesAt, new Date(), language));
  return (
    <p className={`availability ${open ? "online" : ""}`}>
      <span className="hidden">{open ? header.online : header.closed}. </span>
      {words ?? header.closed}
    </p>
  );
}

/** Says that the visitor is cut off. Silent while all is well or soon will be. */
export function Banner() {
  const client = useClient();
  const { header } = useTexts();
  const { state, lost } = useConnection();
  const retry = () => {
    client.close();
    client.connect();
  };
  const words =
    state === "offline"
      ? header.offline
      : state === "failed"
        ? header.failed
        : lost
          ? header.lost
          : undefined;
  return (
    <div role="status">
      {words && (
        <p className="banner">
          {words}
          {state === "failed" && (
            <button type="button" className="plain" onClick={retry}>
              {header.retry}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
