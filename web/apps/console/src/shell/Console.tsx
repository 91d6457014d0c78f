import { BellhopError, createClient } from "@bellhop/client";
import { BellhopProvider, useHere } from "@bellhop/react";
import { ConnectionBanner, type Credentials, EndOfSession, FirstRoom, isOver } from "@bellhop/ui";
import { forgetDrafts } from "@bellhop/ui/draft";
import { type ReactNode, useState } from "react";
import { Inbox } from "../inbox/Inbox";
import { Agents } from "../pages/Agents";
import { ApiKeys } from "../pages/ApiKeys";
import { People } from "../pages/People";
import { Replies } from "../pages/Replies";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Console.module.css";
import { Header } from "./Header";
import { InboxProvider } from "./inbox";
import { Notices } from "./Notices";
import { Rail } from "./Rail";
import { type Page, useRoute } from "./route";

export interface ConsoleProps {
  credentials: Credentials;
  onLeave(): void;
}

/** The console of somebody who is signed in. */
export function Console({ credentials, onLeave }: ConsoleProps) {
  const [client] = useState(() =>
    createClient({ url: "/", site: credentials.site, token: () => tokenOf(credentials) }),
  );
  return (
    <BellhopProvider client={client}>
      <InboxProvider client={client} own={credentials.principal.id}>
        <Shell credentials={credentials} onLeave={onLeave} />
      </InboxProvider>
      <EndOfSession onEnd={onLeave} />
    </BellhopProvider>
  );
}

function Shell({ credentials: { principal }, onLeave }: ConsoleProps) {
  const words = useConsoleTexts();
  const route = useRoute();
  useHere();
  const leave = () => {
    forgetDrafts();
    onLeave();
  };
  const isManager = principal.role === "manager";
  const page = isManager || !MANAGERS.has(route.page) ? route.page : "inbox";
  const contents: Record<Page, ReactNode> = {
    inbox: <Inbox route={route} />,
    lobby: (
      <div className={styles.room}>
        <FirstRoom opening={words.lobby.opening} none={words.lobby.none} />
      </div>
    ),
    replies: <Replies />,
    agents: <Agents isManager={isManager} />,
    people: <People own={principal.id} />,
    keys: <ApiKeys />,
  };
  const isReading = page === "inbox" && route.room !== undefined;
  return (
    <div className={`${styles.page} ${isReading ? styles.reading : ""}`}>
      <Header principal={principal} onLeave={leave} />
      <ConnectionBanner />
      <div className={styles.body}>
        <Rail page={page} isManager={isManager} />
        <main className={styles.main}>{contents[page]}</main>
      </div>
      <Notices />
    </div>
  );
}

const MANAGERS: ReadonlySet<Page> = new Set(["people", "keys"]);

function tokenOf(credentials: Credentials): string {
  if (isOver(credentials)) throw new BellhopError("unauthenticated", "Signed out by time");
  return credentials.token;
}
