import type { BellhopClient, ConnectionState } from "@bellhop/client";

/** Resolves once the client's connection is in that state. */
export function until(client: BellhopClient, state: ConnectionState): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (client.connection.getSnapshot().state !== state) return;
      stop();
      resolve();
    };
    const stop = client.on("connection", look);
    look();
  });
}
