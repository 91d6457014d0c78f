import type { BellhopClient } from "@bellhop/client";
import { BellhopProvider } from "@bellhop/react";
import type { ReactNode } from "react";
import { ConnectionBanner } from "../connection/ConnectionBanner";
import { ConnectionIndicator } from "../connection/ConnectionIndicator";
import { IconButton } from "../parts/Button";
import { LeaveIcon } from "../parts/icons";
import { LanguageSwitch, ThemeSwitch } from "../parts/Toolbar";
import { Brand } from "./Brand";
import { EndOfSession } from "./EndOfSession";
import styles from "./Frame.module.css";

export interface FrameProps {
  client: BellhopClient;
  /** The name of the house. */
  brand: string;
  /** What leaving is called here. */
  leave: string;
  /** Somebody left, or the server has ended what their token allowed. */
  onLeave(): void;
  navigation?: ReactNode;
  children: ReactNode;
}

/** The page of somebody who is in: a header with the connection and the tools, and the contents below it. */
export function Frame({ client, brand, leave, onLeave, navigation, children }: FrameProps) {
  return (
    <BellhopProvider client={client}>
      <div className={styles.page}>
        <header className={styles.header}>
          <Brand short>{brand}</Brand>
          {navigation && <div className={styles.navigation}>{navigation}</div>}
          <div className={styles.tools}>
            <ConnectionIndicator />
            <LanguageSwitch />
            <ThemeSwitch />
            <IconButton label={leave} onClick={onLeave}>
              <LeaveIcon />
            </IconButton>
          </div>
        </header>
        <ConnectionBanner />
        <main className={styles.main}>{children}</main>
      </div>
      <EndOfSession onEnd={onLeave} />
    </BellhopProvider>
  );
}
