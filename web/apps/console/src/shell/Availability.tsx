import { useCall } from "@bellhop/react";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Availability.module.css";
import { useInbox } from "./inbox";
import { useAnswer } from "./useAnswer";

/** The switch that says whether one takes new conversations, with how many one has. */
export function Availability() {
  const words = useConsoleTexts().availability;
  const { agents, own, counts } = useInbox();
  const { answer } = useAnswer("desk.me", {});
  const change = useCall("desk.available");
  const me = agents.get(own) ?? answer;
  if (!me) return null;
  const load = counts?.mine ?? me.load;
  return (
    <button
      type="button"
      role="switch"
      className={styles.switch}
      aria-checked={me.available}
      disabled={change.pending}
      onClick={() => change.call({ available: !me.available }).catch(() => {})}
    >
      <span className={styles.track} aria-hidden="true" />
      {me.available ? words.available : words.unavailable}
      <span className={styles.load}>{words.load(load, me.capacity)}</span>
    </button>
  );
}
