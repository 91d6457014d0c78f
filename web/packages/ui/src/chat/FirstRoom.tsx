import { ChatRoom } from "./ChatRoom";
import styles from "./FirstRoom.module.css";
import { useFirstRoom } from "./useFirstRoom";

/** The first of the site's open rooms. `opening` is shown until it is known, `none` if there is none. */
export function FirstRoom({ opening, none }: { opening: string; none: string }) {
  const room = useFirstRoom();
  if (!room) return <p className={styles.note}>{room === undefined ? opening : none}</p>;
  return <ChatRoom room={room.room} name={room.name} />;
}
