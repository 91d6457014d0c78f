import { useClient, useOutbox } from "@bellhop/react";
import { Button } from "../parts/Button";
import { OfflineIcon } from "../parts/icons";
import { useTexts } from "../texts/language";
import styles from "./ConnectionBanner.module.css";
import { useShownConnection } from "./useShownConnection";

/** Says that the person is cut off, and how much waits to be sent. Silent while all is well or soon will be. */
export function ConnectionBanner() {
  const { shown } = useShownConnection();
  const client = useClient();
  const waiting = useOutbox().filter(({ state }) => state === "pending").length;
  const { banner, connection } = useTexts();
  const words = { offline: banner.offline, reconnecting: banner.lost, failed: banner.failed };
  const cutOff = shown === "offline" || shown === "reconnecting" || shown === "failed";
  const retry = () => {
    client.close();
    client.connect();
  };
  return (
    <div role="status">
      {cutOff && (
        <div className={styles.banner}>
          <OfflineIcon />
          <p>
            <strong>{words[shown]}</strong> {banner.unsent(waiting)}
          </p>
          {shown === "failed" && <Button onClick={retry}>{connection.retry}</Button>}
        </div>
      )}
    </div>
  );
}
