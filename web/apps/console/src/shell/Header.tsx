import type { Principal } from "@bellhop/client";
import { Brand, ConnectionIndicator, IconButton } from "@bellhop/ui";
import { useState } from "react";
import { HelpDialog } from "../dialogs/HelpDialog";
import { useConsoleTexts } from "../texts/texts";
import { Availability } from "./Availability";
import styles from "./Header.module.css";
import { HelpIcon } from "./icons";
import { MeButton } from "./MeButton";
import { useShortcuts } from "./shortcuts";

export interface HeaderProps {
  principal: Principal;
  onLeave(): void;
}

/** The top of the page: whether one takes conversations, the connection, and oneself. */
export function Header({ principal, onLeave }: HeaderProps) {
  const words = useConsoleTexts();
  const [helps, setHelps] = useState(false);
  useShortcuts({ "?": () => setHelps(true) });
  return (
    <header className={styles.header}>
      <Brand short>{words.title}</Brand>
      <div className={styles.tools}>
        <Availability />
        <ConnectionIndicator short />
        <IconButton label={words.help.title} onClick={() => setHelps(true)}>
          <HelpIcon />
        </IconButton>
        <MeButton principal={principal} onLeave={onLeave} />
      </div>
      {helps && <HelpDialog onClose={() => setHelps(false)} />}
    </header>
  );
}
