import { useState } from "react";
import { siteAskedFor } from "../sites";
import { CustomerPane, TeamPane } from "./panes";
import styles from "./Together.module.css";
import { TopBar } from "./TopBar";
import { useTogetherTexts } from "./texts";

export type Side = "customer" | "team";

/** A business's site beside its console; on a phone, one or the other. */
export function Together() {
  const words = useTogetherTexts();
  const [site] = useState(siteAskedFor);
  const [side, setSide] = useState<Side>("customer");
  return (
    <div className={styles.page}>
      <TopBar site={site} />
      <main className={styles.main} data-side={side}>
        <h1 className={styles.hidden}>{words.title(site.name)}</h1>
        {/* biome-ignore lint/a11y/useSemanticElements: buttons, not fields of a form */}
        <div className={styles.sides} role="group" aria-label={words.views}>
          {(["customer", "team"] as const).map((name) => (
            <button
              key={name}
              type="button"
              className={styles.side}
              aria-pressed={name === side}
              onClick={() => setSide(name)}
            >
              {words[name]}
            </button>
          ))}
        </div>
        <CustomerPane site={site} />
        <TeamPane site={site} />
      </main>
    </div>
  );
}
