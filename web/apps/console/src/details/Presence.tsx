import { useLanguage } from "@bellhop/ui";
import { StatusDot } from "../shell/StatusDot";
import { usePerson } from "../shell/usePerson";
import { longTime } from "../stores/times";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Details.module.css";

/** Whether somebody is there, with what, or when they were. */
export function Presence({ id }: { id: string }) {
  const words = useConsoleTexts();
  const { language } = useLanguage();
  const shown = usePerson(id);
  if (!shown) return <p className={styles.presence}>…</p>;
  const { status, seen, devices } = shown;
  const more =
    status === "offline"
      ? seen && words.details.seen(longTime(seen, language))
      : devices.map((device) => words.devices[device]).join(", ");
  return (
    <p className={styles.presence}>
      <StatusDot status={status} />
      {[words.presence[status], more].filter(Boolean).join(" · ")}
    </p>
  );
}
