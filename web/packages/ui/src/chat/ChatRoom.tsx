import styles from "./ChatRoom.module.css";
import { Composer } from "./Composer";
import { MessageList } from "./MessageList";
import { PeopleButton, PeoplePanel } from "./People";
import { TypingLine } from "./TypingLine";
import { useRoom } from "./useRoom";

/** A whole chat: who is here, messages, and where to write. Fills its container. */
export function ChatRoom({ room, name }: { room: string; name: string }) {
  const view = useRoom(room);
  return (
    <div className={styles.room}>
      <section className={styles.conversation} aria-label={name}>
        <header className={styles.header}>
          <h1 className={styles.name}>{name}</h1>
          <PeopleButton view={view} />
        </header>
        <MessageList view={view} />
        <TypingLine names={view.typing} />
        <Composer room={room} onSend={view.send} onTyping={view.tellTyping} />
      </section>
      <PeoplePanel view={view} />
    </div>
  );
}
