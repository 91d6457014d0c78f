import type { Tick } from "@bellhop/client/chat";
import { useTexts } from "../texts/texts";
import { CheckIcon, ClockIcon, DoubleCheckIcon } from "./icons";

/** How far one's own message has come, as a sign and in words. */
export function Ticks({ tick }: { tick: Tick | "pending" }) {
  const { ticks } = useTexts().chat;
  return (
    <span className={`ticks ${tick}`} role="img" aria-label={ticks[tick]} title={ticks[tick]}>
      {tick === "pending" ? <ClockIcon /> : tick === "sent" ? <CheckIcon /> : <DoubleCheckIcon />}
    </span>
  );
}
