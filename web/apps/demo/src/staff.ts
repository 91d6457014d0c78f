import { callHttp } from "@bellhop/client";
import { keepCredentials, readCredentials } from "@bellhop/ui";
import { useCallback, useEffect, useState } from "react";
import type { DemoSite } from "./sites";

/** Where the console keeps a sign-in; it opens with what is there. */
const SETTING = "staff";

export type SignIn = { state: "pending" | "done" } | { state: "failed"; cause: unknown };

/** Signs in as a site's demo manager, unless somebody is signed in already. */
export function useSignIn(site: DemoSite): SignIn & { retry(): void } {
  const [signIn, setSignIn] = useState<SignIn>({ state: "pending" });
  const start = useCallback(() => {
    let stale = false;
    setSignIn({ state: "pending" });
    enter(site).then(
      () => !stale && setSignIn({ state: "done" }),
      (cause) => !stale && setSignIn({ state: "failed", cause }),
    );
    return () => {
      stale = true;
    };
  }, [site]);
  useEffect(() => start(), [start]);
  return { ...signIn, retry: start };
}

async function enter({ id, manager }: DemoSite): Promise<void> {
  if (readCredentials(SETTING, id)) return;
  const { email, password } = manager;
  const issued = await callHttp("/", "staff.login", { site: id, email, password });
  keepCredentials(SETTING, { ...issued, site: id });
}
