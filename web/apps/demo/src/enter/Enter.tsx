import { Button, explain, useTexts } from "@bellhop/ui";
import { useEffect, useState } from "react";
import { siteAskedFor } from "../sites";
import { useSignIn } from "../staff";
import styles from "./Enter.module.css";
import { useEnterTexts } from "./texts";

/** Signs in, and goes on to the console. */
export function Enter() {
  const words = useEnterTexts();
  const texts = useTexts();
  const [site] = useState(siteAskedFor);
  const signIn = useSignIn(site);
  const done = signIn.state === "done";
  useEffect(() => {
    if (done) location.replace(`/console/?site=${site.id}`);
  }, [done, site]);
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>{words.opening(site.name)}</h1>
      {signIn.state === "failed" ? (
        <>
          <p role="alert">{explain(signIn.cause, texts)}</p>
          <Button look="primary" onClick={signIn.retry}>
            {words.again}
          </Button>
        </>
      ) : (
        <p role="status">{words.signingIn(site.manager.name)}</p>
      )}
    </main>
  );
}
