import type { Principal } from "@bellhop/client";
import { useStatus } from "@bellhop/react";
import { Avatar, hidden } from "@bellhop/ui";
import { useState } from "react";
import { MeDialog } from "../dialogs/MeDialog";
import { useConsoleTexts } from "../texts/texts";
import type { HeaderProps } from "./Header";
import styles from "./MeButton.module.css";
import { StatusDot } from "./StatusDot";

/** Oneself: opens one's status and settings. */
export function MeButton({ principal, onLeave }: HeaderProps) {
  const [open, setOpen] = useState(false);
  const words = useConsoleTexts();
  const shown = useStatus(principal.id);
  const { name }: Principal = principal;
  const label = words.me.label(name, words.presence[shown?.status ?? "offline"]);
  return (
    <>
      <button type="button" className={styles.button} title={label} onClick={() => setOpen(true)}>
        <Avatar id={principal.id} name={name} />
        <span className={styles.dot}>
          <StatusDot status={shown?.status ?? "offline"} />
        </span>
        <span className={hidden.hidden}>{label}</span>
      </button>
      {open && (
        <MeDialog principal={principal} shown={shown} onLeave={onLeave} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
