import { IconButton, PeopleIcon, useLanguage } from "@bellhop/ui";
import { LockButton } from "@bellhop/ui/sealed";
import { useEffect, useRef, useState } from "react";
import { AssignDialog } from "../dialogs/AssignDialog";
import { SnoozeDialog } from "../dialogs/SnoozeDialog";
import { AssignIcon, BackIcon, DetailsIcon, DoneIcon, ReopenIcon, SnoozeIcon } from "../shell/icons";
import { useInbox } from "../shell/inbox";
import { inboxPath } from "../shell/route";
import { useShortcuts } from "../shell/shortcuts";
import type { QueueName } from "../stores/queues";
import { type Conversation, called, namesOf } from "../stores/shapes";
import { useConsoleTexts } from "../texts/texts";
import styles from "./ConversationHeader.module.css";
import { ToolButton } from "./ToolButton";
import type { ActionsView } from "./useActions";

export interface ConversationHeaderProps {
  conversation: Conversation;
  queue: QueueName;
  actions: ActionsView;
  onDetails(): void;
}

type Asked = "assign" | "snooze";

/** Whose conversation it is, and what can be done with it. */
export function ConversationHeader({ conversation, queue, actions, onDetails }: ConversationHeaderProps) {
  const words = useConsoleTexts();
  const { own } = useInbox();
  const [asked, setAsked] = useState<Asked>();
  const name = useRef<HTMLHeadingElement>(null);
  useEffect(() => name.current?.focus({ preventScroll: true }), []);
  const { status, assignee, customer } = conversation;
  const isOpen = status === "open";
  const finish = isOpen ? actions.resolve : actions.reopen;
  const ask = (what: Asked) => isOpen && setAsked(what);
  const take = () => isOpen && assignee?.id !== own && actions.take();
  useShortcuts({ e: finish, a: () => ask("assign"), s: () => ask("snooze"), t: take, i: onDetails });
  const close = () => setAsked(undefined);
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <a className={styles.back} href={inboxPath(queue)} aria-label={words.conversation.back}>
          <BackIcon />
        </a>
        <div className={styles.who}>
          <h1 ref={name} id="conversation" className={styles.name} tabIndex={-1}>
            {called(customer, words.conversation)}
          </h1>
          <p className={styles.facts}>{factsOf(conversation, own, words)}</p>
        </div>
        <div className={styles.actions}>
          {conversation.encrypted && <Lock conversation={conversation} />}
          {isOpen && assignee?.id !== own && (
            <ToolButton
              icon={<AssignIcon />}
              label={words.actions.take}
              disabled={actions.pending}
              onClick={take}
            />
          )}
          {isOpen && (
            <>
              <ToolButton
                icon={<PeopleIcon />}
                label={words.actions.assign}
                disabled={actions.pending}
                onClick={() => ask("assign")}
              />
              <ToolButton
                icon={<SnoozeIcon />}
                label={words.actions.snooze}
                disabled={actions.pending}
                onClick={() => ask("snooze")}
              />
            </>
          )}
          <ToolButton
            look={isOpen ? "primary" : "plain"}
            icon={isOpen ? <DoneIcon /> : <ReopenIcon />}
            label={isOpen ? words.actions.resolve : words.actions.reopen}
            disabled={actions.pending}
            onClick={finish}
          />
          <IconButton label={words.details.toggle} onClick={onDetails}>
            <DetailsIcon />
          </IconButton>
        </div>
      </header>
      {asked === "assign" && <AssignDialog conversation={conversation} actions={actions} onClose={close} />}
      {asked === "snooze" && <SnoozeDialog actions={actions} onClose={close} />}
    </div>
  );
}

function Lock({ conversation }: { conversation: Conversation }) {
  const { language } = useLanguage();
  return <LockButton room={conversation.room} language={language} names={namesOf(conversation)} />;
}

function factsOf(
  { status, assignee, topic }: Conversation,
  own: string,
  words: ReturnType<typeof useConsoleTexts>,
) {
  const whose = assignee
    ? assignee.id === own
      ? words.inbox.assignedToYou
      : words.conversation.assignedTo(assignee.name)
    : words.queues.unassigned;
  const state = status === "open" ? "" : words.statuses[status];
  return [state, whose, topic].filter(Boolean).join(" · ");
}
