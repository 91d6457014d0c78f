import type { BellhopClient } from "@bellhop/client";
import { createContext, type ReactNode, useContext, useEffect } from "react";

const ClientContext = createContext<BellhopClient | undefined>(undefined);

export interface BellhopProviderProps {
  /** Made outside of rendering, one per signed-in principal. */
  client: BellhopClient;
  children: ReactNode;
}

/** Gives a client to the tree, and keeps it connected while mounted. Renders on a server without connecting. */
export function BellhopProvider({ client, children }: BellhopProviderProps) {
  useEffect(() => {
    client.connect();
    return () => client.close();
  }, [client]);
  return <ClientContext value={client}>{children}</ClientContext>;
}

/** The provider's client. Throws outside of a provider. */
export function useClient(): BellhopClient {
  const client = useContext(ClientContext);
  if (!client) throw new Error("useClient needs a BellhopProvider above it");
  return client;
}
