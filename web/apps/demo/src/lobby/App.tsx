import { type Credentials, siteOfPage } from "@bellhop/ui";
import { useState } from "react";
import { leave, readGuest } from "./guest";
import { Lobby } from "./Lobby";
import { Welcome } from "./Welcome";

export function App() {
  const [site] = useState(siteOfPage);
  const [guest, setGuest] = useState<Credentials | undefined>(() => readGuest(site));
  const end = () => {
    leave();
    setGuest(undefined);
  };
  return guest ? (
    <Lobby key={guest.principal.id} guest={guest} onLeave={end} />
  ) : (
    <Welcome site={site} onEnter={setGuest} />
  );
}
