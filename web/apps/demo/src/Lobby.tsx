import { createClient } from "@bellhop/client";
import { BellhopProvider, useConnection } from "@bellhop/react";
import {
  BellIcon,
  ChatRoom,
  ConnectionBanner,
  ConnectionIndicator,
  type Credentials,
  IconButton,
  LanguageSwitch,
  LeaveIcon,
  ThemeSwitch,
  useFirstRoom,
} from "@bellhop/ui";
import { useEffect, useState } from "react";
import { tokenOf } from "./guest";
import styles from "./Lobby.module.css";
import { useDemoTexts } from "./texts";

/** The page of a guest who has entered. */
export function Lobby({ guest, onLeave }: { guest: Credentials; onLeave(): void }) {
  const [client] = useState(() => createClient({ url: "/", site: guest.site, token: () => tokenOf(guest) }));
  return (
    <BellhopProvider client={client}>
      <div className={styles.page}>
        <Header onLeave={onLeave} />
        <ConnectionBanner />
        <main className={styles.main}>
          <FirstRoom />
        </main>
      </div>
      <EndOfVisit onEnd={onLeave} />
    </BellhopProvider>
  );
}

function Header({ onLeave }: { onLeave(): void }) {
  const demo = useDemoTexts();
  return (
    <header className={styles.header}>
      <p className={styles.brand}>
        <BellIcon />
        <span className={styles.hotel}>{demo.hotel}</span>
      </p>
      <ConnectionIndicator />
      <LanguageSwitch />
      <ThemeSwitch />
      <IconButton label={demo.leave} onClick={onLeave}>
        <LeaveIcon />
      </IconButton>
    </header>
  );
}

function FirstRoom() {
  const demo = useDemoTexts();
  const room = useFirstRoom();
  if (room === undefined) return <p className={styles.note}>{demo.opening}</p>;
  return room ? (
    <ChatRoom room={room.room} name={room.name} />
  ) : (
    <p className={styles.note}>{demo.noRooms}</p>
  );
}

/** A guest whose token is over or refused is asked for the name again. */
function EndOfVisit({ onEnd }: { onEnd(): void }) {
  const { state, error } = useConnection();
  const over =
    state === "failed" && ["unauthenticated", "token_expired", "revoked"].includes(error?.code ?? "");
  useEffect(() => {
    if (over) onEnd();
  }, [over, onEnd]);
  return null;
}
