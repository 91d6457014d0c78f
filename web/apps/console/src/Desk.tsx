import { BellhopError, createClient } from "@bellhop/client";
import { BellhopProvider, useConnection } from "@bellhop/react";
import {
  BellIcon,
  ChatRoom,
  ConnectionBanner,
  ConnectionIndicator,
  type Credentials,
  IconButton,
  isOver,
  LanguageSwitch,
  LeaveIcon,
  ThemeSwitch,
  useFirstRoom,
} from "@bellhop/ui";
import { type ReactNode, useEffect, useState } from "react";
import { Account } from "./Account";
import { ApiKeys } from "./ApiKeys";
import styles from "./Desk.module.css";
import { useConsoleTexts } from "./texts";

type Section = "lobby" | "keys" | "account";

/** The console of somebody who is signed in. */
export function Desk({ credentials, onLeave }: { credentials: Credentials; onLeave(): void }) {
  const [client] = useState(() =>
    createClient({ url: "/", site: credentials.site, token: () => tokenOf(credentials) }),
  );
  const [section, setSection] = useState<Section>("lobby");
  const isManager = credentials.principal.role === "manager";
  const contents: Record<Section, ReactNode> = {
    lobby: <Lobby />,
    keys: <ApiKeys />,
    account: <Account principal={credentials.principal} />,
  };
  return (
    <BellhopProvider client={client}>
      <div className={styles.page}>
        <Header section={section} isManager={isManager} onSection={setSection} onLeave={onLeave} />
        <ConnectionBanner />
        <main className={styles.main}>{contents[section]}</main>
      </div>
      <EndOfSession onEnd={onLeave} />
    </BellhopProvider>
  );
}

interface HeaderProps {
  section: Section;
  isManager: boolean;
  onSection(section: Section): void;
  onLeave(): void;
}

function Header({ section, isManager, onSection, onLeave }: HeaderProps) {
  const words = useConsoleTexts();
  const sections: Section[] = isManager ? ["lobby", "keys", "account"] : ["lobby", "account"];
  return (
    <header className={styles.header}>
      <p className={styles.brand}>
        <BellIcon />
        <span className={styles.title}>{words.title}</span>
      </p>
      <nav className={styles.sections} aria-label={words.sections}>
        {sections.map((name) => (
          <button
            key={name}
            type="button"
            className={styles.section}
            aria-current={name === section ? "page" : undefined}
            onClick={() => onSection(name)}
          >
            {words[name]}
          </button>
        ))}
      </nav>
      <div className={styles.tools}>
        <ConnectionIndicator />
        <LanguageSwitch />
        <ThemeSwitch />
        <IconButton label={words.logout} onClick={onLeave}>
          <LeaveIcon />
        </IconButton>
      </div>
    </header>
  );
}

function Lobby() {
  const words = useConsoleTexts();
  const room = useFirstRoom();
  if (room === undefined) return <p className={styles.note}>{words.opening}</p>;
  return room ? (
    <ChatRoom room={room.room} name={room.name} />
  ) : (
    <p className={styles.note}>{words.noRooms}</p>
  );
}

/** Who is signed out by the server signs in again. */
function EndOfSession({ onEnd }: { onEnd(): void }) {
  const { state, error } = useConnection();
  const over =
    state === "failed" && ["unauthenticated", "token_expired", "revoked"].includes(error?.code ?? "");
  useEffect(() => {
    if (over) onEnd();
  }, [over, onEnd]);
  return null;
}

function tokenOf(credentials: Credentials): string {
  if (isOver(credentials)) throw new BellhopError("unauthenticated", "Signed out by time");
  return credentials.token;
}
