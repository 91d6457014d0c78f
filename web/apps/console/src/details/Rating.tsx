import { StarIcon } from "../shell/icons";
import { useConsoleTexts } from "../texts/texts";
import styles from "./Details.module.css";

/** How the customer found it. */
export function Rating({ stars, remark }: { stars: number; remark: string | undefined }) {
  const words = useConsoleTexts().details;
  return (
    <section className={styles.section} aria-labelledby="rating">
      <h3 id="rating" className={styles.heading}>
        {words.rating}
      </h3>
      <p className={styles.stars} role="img" aria-label={words.stars(stars)}>
        {[1, 2, 3, 4, 5].map((star) => (
          <StarIcon key={star} size={20} full={star <= stars} />
        ))}
      </p>
      {remark && <p className={styles.remark}>{remark}</p>}
    </section>
  );
}
