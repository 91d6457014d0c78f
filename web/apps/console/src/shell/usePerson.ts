import { useChannel, useClient, useConnection } from "@bellhop/react";
import { useEffect, useState } from "react";
import type { Shown } from "../stores/shapes";

/** Somebody's status, live; `undefined` until known. */
export function usePerson(id: string): Shown | undefined {
  const client = useClient();
  const connected = useConnection().state === "connected";
  const [shown, setShown] = useState<Shown>();
  useChannel(`person:${id}`, {
    onSignal: ({ type, data }) => {
      if (type === "status") setShown(data as Shown);
    },
  });
  useEffect(() => {
    if (!connected) return;
    let stale = false;
    client.call("presence.of", { people: [id] }).then(
      ({ people }) => stale || setShown(people[0]),
      () => {},
    );
    return () => {
      stale = true;
    };
  }, [client, connected, id]);
  return shown?.person === id ? shown : undefined;
}
