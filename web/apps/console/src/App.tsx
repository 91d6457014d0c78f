import { type Credentials, keepCredentials, readCredentials, siteOfPage } from "@bellhop/ui";
import { takeDrafts } from "@bellhop/ui/draft";
import { useState } from "react";
import { Console } from "./shell/Console";
import { SignIn } from "./shell/SignIn";

const SETTING = "staff";

export function App() {
  const [site] = useState(siteOfPage);
  const [setup, setSetup] = useState(setupTokenOfPage);
  const [credentials, setCredentials] = useState(() => readCredentials(SETTING, site));

  const enter = (entered: Credentials) => {
    keepCredentials(SETTING, entered);
    takeDrafts(`${entered.site} ${entered.principal.id}`);
    setSetup(undefined);
    setCredentials(entered);
  };
  const leave = () => {
    keepCredentials(SETTING, undefined);
    setCredentials(undefined);
  };
  return credentials && !setup ? (
    <Console key={credentials.principal.id} credentials={credentials} onLeave={leave} />
  ) : (
    <SignIn site={site} setup={setup} onEnter={enter} />
  );
}

/** The one-time token of `#setup=TOKEN`, taken out of the address so that it stays in no history. */
function setupTokenOfPage(): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get("setup");
  if (token) history.replaceState(null, "", location.pathname + location.search);
  return token ?? undefined;
}
