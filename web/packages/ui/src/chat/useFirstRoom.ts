import type { ChatRoom } from "@bellhop/client";
import { useClient, useConnection } from "@bellhop/react";
import { useEffect, useState } from "react";
import { readSetting, writeSetting } from "../setting";

const SETTING = "room";

/**
 * The first of the site's open rooms; `undefined` until known, `null` if there is none. The one shown last stands
 * in while the server is out of reach.
 */
export function useFirstRoom(): ChatRoom | null | undefined {
  const client = useClient();
  const connected = useConnection().state === "connected";
  const [room, setRoom] = useState<ChatRoom | null | undefined>(lastRoom);
  useEffect(() => {
    if (!connected) return;
    let stale = false;
    client
      .call("chat.rooms", { kind: "open" })
      .then(({ rooms: [first = null] }) => {
        if (stale) return;
        writeSetting(SETTING, first ? JSON.stringify(first) : undefined);
        setRoom((now) => (now?.room === first?.room && now?.name === first?.name ? now : first));
      })
      .catch(() => {});
    return () => {
      stale = true;
    };
  }, [client, connected]);
  return room;
}

function lastRoom(): ChatRoom | undefined {
  try {
    return JSON.parse(readSetting(SETTING) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}
