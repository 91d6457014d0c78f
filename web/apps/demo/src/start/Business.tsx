import type { ComponentType } from "react";
import { Car } from "../pictures/Car";
import { Fjord } from "../pictures/Fjord";
import { Phone } from "../pictures/Phone";
import { Pole } from "../pictures/Pole";
import type { DemoSite, SiteId } from "../sites";
import styles from "./Business.module.css";
import { useStartTexts } from "./texts";

const pictures: Record<SiteId, ComponentType> = {
  dealer: Car,
  repair: Phone,
  hotel: Fjord,
  barbershop: Pole,
};

/** One business: its picture leads to its site. */
export function Business({ site: { id, name } }: { site: DemoSite }) {
  const words = useStartTexts();
  const Picture = pictures[id];
  return (
    <article className={styles.card}>
      <div className={styles.picture}>
        <Picture />
      </div>
      <div className={styles.text}>
        <p className={styles.kind}>{words.kinds[id]}</p>
        <h2 className={styles.name}>{name}</h2>
        <p className={styles.try}>{words.tries[id]}</p>
        <p className={styles.ways}>
          <a className={styles.visit} href={`/${id}/`} aria-label={words.visitOf(name)}>
            {words.visit}
          </a>
          <a className={styles.together} href={`/together/?site=${id}`} aria-label={words.togetherOf(name)}>
            {words.together}
          </a>
        </p>
      </div>
    </article>
  );
}
