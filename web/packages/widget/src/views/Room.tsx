import type { TimelineMessage } from "@bellhop/client/chat";
import { useChat, useConnection, useTyping } from "@bellhop/react";
import { Arrivals } from "@bellhop/ui/sealed";
import { useCallback, useMemo, useState } from "react";
import { Composer } from "../parts/Composer";
import { LockIcon } from "../parts/icons";
import { MessageList } from "../parts/MessageList";
import { Rating } from "../parts/Rating";
import { Typing } from "../parts/Typing";
import { useConversation, useDesk } from "../shell/desk";
import { useLanguage, useTexts } from "../texts/texts";

/** One conversation: what was said, the rating once it is resolved, and where to write. */
export function Room({ room }: { room: string }) {
  const { chat: words, composer } = useTexts();
  const chat = useChat(room);
  const typing = useTyping(room);
  const conversation = useConversation(room);
  const { rate } = useDesk();
  const [answering, setAnswering] = useState<TimelineMessage>();
  const answered = useCallback(() => setAnswering(undefined), []);
  const isResolved = conversation?.status === "resolved";
  const encrypted = conversation?.encrypted ?? chat.room?.encrypted;
  return (
    <>
      {encrypted && <NewReaders room={room} />}
      <MessageList
        chat={chat}
        reply={setAnswering}
        beginning={
          encrypted && (
            <p className="note encrypted">
              <LockIcon />
              {words.encrypted}
            </p>
          )
        }
      >
        {isResolved && (
          <Rating stars={conversation.stars} onRate={(stars, remark) => rate(room, stars, remark)} />
        )}
      </MessageList>
      <Typing names={typing.names} />
      <Composer
        key={room}
        room={room}
        encrypted={encrypted}
        placeholder={isResolved ? composer.reopen : composer.write}
        answering={answering}
        onAnswered={answered}
        onTyping={typing.tell}
        onSend={(text, options) => {
          typing.tell(false);
          chat.send(text, options);
        }}
      />
    </>
  );
}

function NewReaders({ room }: { room: string }) {
  const language = useLanguage();
  const { principal } = useConnection();
  const assignee = useConversation(room)?.assignee;
  const names = useMemo(() => {
    const people = [principal, assignee].filter((person) => person !== undefined);
    return new Map(people.map(({ id, name }) => [id, name]));
  }, [principal, assignee]);
  return <Arrivals room={room} language={language} names={names} />;
}
