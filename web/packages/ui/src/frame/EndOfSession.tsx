import { useConnection } from "@bellhop/react";
import { useEffect } from "react";

/** Says when the server has ended what the principal's token allowed. */
export function EndOfSession({ onEnd }: { onEnd(): void }) {
  const { state, error } = useConnection();
  const over =
    state === "failed" && ["unauthenticated", "token_expired", "revoked"].includes(error?.code ?? "");
  useEffect(() => {
    if (over) onEnd();
  }, [over, onEnd]);
  return null;
}
