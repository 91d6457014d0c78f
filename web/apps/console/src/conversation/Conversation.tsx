import { isStaff, type TimelineMessage } from "@bellhop/client/chat";
import { useTyping } from "@bellhop/react";
import { explain, TypingLine, useLanguage, useTexts } from "@bellhop/ui";
import { Arrivals } from "@bellhop/ui/sealed";
import { useCallback, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useInbox } from "../shell/inbox";
import type { Route } from "../shell/route";
import { useShortcuts } from "../shell/shortcuts";
import { namesOf, type Conversation as Shown } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import { Collision } from "./Collision";
import { Composer, type Mode } from "./Composer";
import styles from "./Conversation.module.css";
import { ConversationHeader } from "./ConversationHeader";
import { Timeline } from "./Timeline";
import { useActions } from "./useActions";
import { useBoth } from "./useBoth";
import { useColleagues } from "./useColleagues";

export interface ConversationProps {
  conversation: Shown;
  route: Route;
  onDetails(): void;
}

/** A conversation with its notes: what was said, what to do with it, and where to write. */
export function Conversation({ conversation, route, onDetails }: ConversationProps) {
  const { room } = conversation;
  const texts = useTexts();
  const words = useConsoleTexts();
  const { language } = useLanguage();
  const { own } = useInbox();
  const both = useBoth(room);
  const typing = useTyping(room);
  const noteTyping = useTyping(`${room}~notes`);
  const typists = useMemo(() => [...typing.people, ...noteTyping.people], [typing, noteTyping]);
  const colleagues = useColleagues(room, own, typists);
  const actions = useActions(conversation);
  const [mode, setMode] = useState<Mode>("reply");
  const [answering, setAnswering] = useState<TimelineMessage>();
  const pane = useRef<HTMLElement>(null);
  const composer = useRef<HTMLTextAreaElement>(null);

  // The focus moves at once: what is typed right after the key must not be taken for more keys.
  const write = useCallback((next: Mode, answered?: TimelineMessage) => {
    flushSync(() => {
      setMode(next);
      setAnswering(answered);
    });
    composer.current?.focus();
  }, []);
  const answer = useCallback(
    (message: TimelineMessage, isNote: boolean) => write(isNote ? "note" : "reply", message),
    [write],
  );
  useShortcuts({ r: () => write("reply"), n: () => write("note") });

  const isNote = mode === "note";
  const { tell } = isNote ? noteTyping : typing;
  const customers = typing.people.filter(({ role }) => !isStaff(role)).map(({ name }) => name);
  return (
    <section ref={pane} className={styles.conversation} aria-labelledby="conversation">
      <ConversationHeader
        conversation={conversation}
        queue={route.queue}
        actions={actions}
        onDetails={onDetails}
      />
      {actions.error !== undefined && (
        <p role="alert" className={styles.error}>
          {words.actions.failed(explain(actions.error, texts))}
        </p>
      )}
      {conversation.encrypted && <Arrivals room={room} language={language} names={namesOf(conversation)} />}
      <Collision colleagues={colleagues} />
      <Timeline both={both} route={route} onAnswer={answer} />
      <TypingLine names={customers} />
      <Composer
        key={mode}
        field={composer}
        conversation={conversation}
        mode={mode}
        answering={answering}
        onMode={write}
        onAnswered={() => setAnswering(undefined)}
        onTyping={tell}
        onLeave={() => pane.current?.querySelector("h1")?.focus()}
        onSend={(text, options) => {
          tell(false);
          (isNote ? both.notes : both.chat).send(text, options);
        }}
      />
    </section>
  );
}
