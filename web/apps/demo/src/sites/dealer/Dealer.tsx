import { Car } from "../../pictures/Car";
import { SiteFrame } from "../shared/SiteFrame";
import styles from "./Dealer.module.css";
import { useDealerTexts } from "./texts";

/** The site of a dealer in used cars. */
export function Dealer() {
  const words = useDealerTexts();
  return (
    <SiteFrame
      brand={
        <span className={styles.brand}>
          Nordvik<b>Bil</b>
        </span>
      }
      links={words.links}
      footer={<p className={styles.footer}>{words.address}</p>}
    >
      <div className={styles.hero}>
        <div className={styles.picture}>
          <Car />
        </div>
        <div className={styles.words}>
          <h1 className={styles.title}>
            {words.title.map((sentence) => (
              <span key={sentence}>{sentence} </span>
            ))}
          </h1>
          <p className={styles.introduction}>{words.introduction}</p>
        </div>
      </div>
      <ul className={styles.facts}>
        {words.facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <section id="cars" className={styles.section} aria-labelledby="cars-title">
        <h2 id="cars-title" className={styles.heading}>
          {words.cars}
        </h2>
        <p className={styles.note}>{words.carsNote}</p>
        <ul className={styles.cars}>
          {words.offers.map((offer) => (
            <li key={offer.name}>
              <Offer {...offer} />
            </li>
          ))}
        </ul>
      </section>
      <div className={styles.pair}>
        <section id="workshop" aria-labelledby="workshop-title">
          <h2 id="workshop-title" className={styles.heading}>
            {words.workshop}
          </h2>
          <List lines={words.services} />
        </section>
        <section id="hours" aria-labelledby="hours-title">
          <h2 id="hours-title" className={styles.heading}>
            {words.hours}
          </h2>
          <List lines={words.days} />
        </section>
      </div>
    </SiteFrame>
  );
}

interface OfferProps {
  name: string;
  price: string;
  facts: string[];
  fault: string;
}

function Offer({ name, price, facts, fault }: OfferProps) {
  const words = useDealerTexts();
  return (
    <article className={styles.offer}>
      <h3>{name}</h3>
      <ul className={styles.specification}>
        {facts.map((fact) => (
          <li key={fact} className={styles.fact}>
            {fact}
          </li>
        ))}
      </ul>
      <p className={styles.fault}>
        <b>{words.fault}</b> {fault}
      </p>
      <p className={styles.price}>{price}</p>
    </article>
  );
}

function List({ lines }: { lines: string[][] }) {
  return (
    <dl className={styles.list}>
      {lines.map(([what, value]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
