import { useConsoleTexts } from "../texts/texts";
import styles from "./CompletionList.module.css";
import type { CompletionView } from "./useCompletion";

/** What is offered while one writes. The focus stays in the field. */
export function CompletionList({ view: { offers, chosen, list, put } }: { view: CompletionView }) {
  const words = useConsoleTexts().composer;
  if (offers.length === 0) return null;
  return (
    <div id={list} role="listbox" aria-label={words.offers} className={styles.list}>
      {offers.map((offer, index) => (
        <div
          key={offer.id}
          id={`${list}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className={styles.offer}
          onPointerDown={(event) => {
            event.preventDefault();
            put(offer);
          }}
        >
          <span className={styles.name}>{offer.name}</span>
          {!offer.isMention && <span className={styles.text}>{offer.text}</span>}
        </div>
      ))}
    </div>
  );
}
