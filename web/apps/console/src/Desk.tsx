import { BellhopError, createClient } from "@bellhop/client";
import { type Credentials, FirstRoom, Frame, isOver } from "@bellhop/ui";
import { type ReactNode, useState } from "react";
import { Account } from "./Account";
import { ApiKeys } from "./ApiKeys";
import styles from "./Desk.module.css";
import { useConsoleTexts } from "./texts";

type Section = "lobby" | "keys" | "account";

/** The console of somebody who is signed in. */
export function Desk({ credentials, onLeave }: { credentials: Credentials; onLeave(): void }) {
  const words = useConsoleTexts();
  const [client] = useState(() =>
    createClient({ url: "/", site: credentials.site, token: () => tokenOf(credentials) }),
  );
  const [section, setSection] = useState<Section>("lobby");
  const isManager = credentials.principal.role === "manager";
  const contents: Record<Section, ReactNode> = {
    lobby: <FirstRoom opening={words.opening} none={words.noRooms} />,
    keys: <ApiKeys />,
    account: <Account principal={credentials.principal} />,
  };
  return (
    <Frame
      client={client}
      brand={words.title}
      leave={words.logout}
      onLeave={onLeave}
      navigation={<Sections section={section} isManager={isManager} onSection={setSection} />}
    >
      {contents[section]}
    </Frame>
  );
}

interface SectionsProps {
  section: Section;
  isManager: boolean;
  onSection(section: Section): void;
}

function Sections({ section, isManager, onSection }: SectionsProps) {
  const words = useConsoleTexts();
  const sections: Section[] = isManager ? ["lobby", "keys", "account"] : ["lobby", "account"];
  return (
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
  );
}

function tokenOf(credentials: Credentials): string {
  if (isOver(credentials)) throw new BellhopError("unauthenticated", "Signed out by time");
  return credentials.token;
}
