import { useClient } from "@bellhop/react";
import { useEffect, useRef } from "react";
import { BarsIcon, OfflineIcon, WarningIcon } from "../parts/icons";
import { useTexts } from "../texts/language";
import { ConnectionFacts } from "./ConnectionFacts";
import styles from "./ConnectionIndicator.module.css";
import { type ShownState, useShownConnection } from "./useShownConnection";

/** Icon and words for the connection, with all that was measured on demand; with `short`, small screens show the icon only. */
export function ConnectionIndicator({ short = false }: { short?: boolean }) {
  const { shown, status } = useShownConnection();
  const texts = useTexts();
  const client = useClient();
  const details = useRef<HTMLDetailsElement>(null);
  useCloseOutside(details);
  const measure = () => details.current?.open && client.measure();
  return (
    <details ref={details} className={styles.indicator} onToggle={measure}>
      <summary className={styles.summary} data-state={shown}>
        <StateIcon shown={shown} />
        <span className={styles.label}>{texts.connection.label}: </span>
        <span className={short ? styles.short : undefined}>{texts.connection[shown]}</span>
      </summary>
      <div className={styles.panel}>
        <ConnectionFacts status={status} />
      </div>
    </details>
  );
}

function StateIcon({ shown }: { shown: ShownState }) {
  if (shown === "offline") return <OfflineIcon />;
  if (shown === "failed" || shown === "reconnecting") return <WarningIcon size={18} />;
  const levels = { excellent: 4, good: 3, fair: 2, poor: 1, connected: 4, connecting: 0 } as const;
  return <BarsIcon level={levels[shown]} />;
}

function useCloseOutside(details: React.RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const close = (event: Event) => {
      const { current } = details;
      const byKey = event instanceof KeyboardEvent && event.key === "Escape";
      const outside = event.type === "pointerdown" && !current?.contains(event.target as Node);
      if (!current?.open || !(byKey || outside)) return;
      current.open = false;
      if (byKey) current.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    };
  }, [details]);
}
