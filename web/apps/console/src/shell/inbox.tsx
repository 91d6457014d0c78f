import type { BellhopClient } from "@bellhop/client";
import { useReadable } from "@bellhop/react";
import { createContext, type ReactNode, useContext, useState } from "react";
import type { InboxState } from "../stores/inbox-state";
import { InboxStore } from "../stores/inbox-store";

interface InboxContextView {
  readonly store: InboxStore;
  /** Id of who is signed in. */
  readonly own: string;
}

const InboxContext = createContext<InboxContextView | undefined>(undefined);

export interface InboxProviderProps {
  client: BellhopClient;
  own: string;
  children: ReactNode;
}

/** Keeps the one inbox of the page. */
export function InboxProvider({ client, own, children }: InboxProviderProps) {
  const [view] = useState(() => ({ store: new InboxStore(client, own), own }));
  return <InboxContext value={view}>{children}</InboxContext>;
}

export function useInboxStore(): InboxContextView {
  const view = useContext(InboxContext);
  if (!view) throw new Error("useInboxStore needs an InboxProvider above it");
  return view;
}

export function useInbox(): InboxState & InboxContextView {
  const view = useInboxStore();
  return { ...useReadable(view.store), ...view };
}
