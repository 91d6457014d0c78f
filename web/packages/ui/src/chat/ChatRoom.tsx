import { useChat, usePresence, useTyping } from "@bellhop/react";
import styles from "./ChatRoom.module.css";
import { Composer } from "./Composer";
import { MessageList } from "./MessageList";
import { PeopleButton, PeoplePanel } from "./People";
import { TypingLine } from "./TypingLine";

/** A whole chat: who is here, messages, and where to write. Fills its container. */
export function ChatRoom({ room, name }: { room: string; name: string }) {
  const chat = useChat(room);
  const typing = useTyping(room);
  const people = { ...usePresence(`chat:${room}`), own: chat.own };
  const send = (text: string) => {
    typing.tell(false);
    chat.send(text);
  };
  return (
    <div className={styles.room}>
      <section className={styles.conversation} aria-label={name}>
        <header className={styles.header}>
          <h1 className={styles.name}>{name}</h1>
          <PeopleButton people={people} />
        </header>
        <MessageList chat={chat} />
        <TypingLine names={typing.names} />
        <Composer
          key={room}
          room={room}
          encrypted={chat.room?.encrypted}
          onSend={send}
          onTyping={typing.tell}
        />
      </section>
      <PeoplePanel people={people} />
    </div>
  );
}
