import { useStatus } from "@bellhop/react";
import { useLocale } from "@bellhop/ui";
import { StatusDot } from "../shell/StatusDot";
import { longTime } from "../stores/times";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Details.module.css";

/** Whether somebody is there, with what, or when they were; and what they say of it themselves. */
export function Presence({ id }: { id: string }) {
  const words = useConsoleTexts();
  const locale = useLocale();
  const shown = useStatus(id);
  if (!shown) return <p className={styles.presence}>…</p>;
  const { status, seen, devices, emoji, text } = shown;
  const more =
    status === "offline"
      ? seen && words.details.seen(longTime(seen, locale))
      : devices.map((device) => words.devices[device]).join(", ");
  const own = [emoji, text].filter(Boolean).join(" ");
  return (
    <>
      <p className={styles.presence}>
        <StatusDot status={status} />
        {[words.presence[status], more].filter(Boolean).join(" · ")}
      </p>
      {own && <p className={styles.presence}>{own}</p>}
    </>
  );
}
