import type { Tick } from "@bellhop/client/chat";
import { CheckIcon } from "@bellhop/ui";
import { ReadIcon } from "../shell/icons";
import { useConsoleTexts } from "../texts/texts";
import styles from "./MessageEntry.module.css";

/** How far a message has come. */
export function Ticks({ tick }: { tick: Tick }) {
  const words = useConsoleTexts().ticks;
  return (
    <span
      role="img"
      aria-label={words[tick]}
      title={words[tick]}
      className={tick === "read" ? styles.read : undefined}
    >
      {tick === "sent" ? <CheckIcon /> : <ReadIcon />}
    </span>
  );
}
