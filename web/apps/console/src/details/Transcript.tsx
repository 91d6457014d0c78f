import type { BellhopError } from "@bellhop/client";
import { useCall } from "@bellhop/react";
import { Button, explain, useTexts } from "@bellhop/ui";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Details.module.css";

/** Sends the conversation to the address that the customer gave. */
export function Transcript({ room, email }: { room: string; email: string }) {
  const words = useConsoleTexts().details;
  const texts = useTexts();
  const { call, pending, error, result } = useCall("desk.transcript");
  const why = (failure: BellhopError) =>
    failure.code === "limit_reached"
      ? words.transcriptOften
      : failure.code === "conflict"
        ? words.transcriptImpossible
        : explain(failure, texts);
  return (
    <div className={styles.section}>
      <Button className={styles.wide ?? ""} disabled={pending} onClick={() => call({ room }).catch(() => {})}>
        {words.transcript}
      </Button>
      <p role="status" className={styles.empty}>
        {error ? why(error) : result && words.transcriptSent(email)}
      </p>
    </div>
  );
}
