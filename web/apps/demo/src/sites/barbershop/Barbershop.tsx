import { Pole } from "../../pictures/Pole";
import { SiteFrame } from "../shared/SiteFrame";
import styles from "./Barbershop.module.css";
import { useBarbershopTexts } from "./texts";

/** The site of a barbershop. */
export function Barbershop() {
  const words = useBarbershopTexts();
  return (
    <SiteFrame
      brand={<span className={styles.brand}>Saks &amp; Kam</span>}
      links={words.links}
      footer={<p className={styles.footer}>{words.address}</p>}
    >
      <div className={styles.hero}>
        <div className={styles.picture}>
          <Pole />
        </div>
        <div className={styles.words}>
          <p className={styles.strap}>{words.strap}</p>
          <h1 className={styles.title}>
            {words.title.map((sentence) => (
              <span key={sentence}>{sentence} </span>
            ))}
          </h1>
          <p className={styles.introduction}>{words.introduction}</p>
        </div>
      </div>
      <div className={styles.stripes} />
      <div className={styles.boards}>
        <section id="prices" className={styles.board} aria-labelledby="prices-title">
          <h2 id="prices-title">{words.prices}</h2>
          <Board lines={words.list} />
          <p className={styles.note}>{words.currency}</p>
        </section>
        <section id="hours" className={styles.board} aria-labelledby="hours-title">
          <h2 id="hours-title">{words.hours}</h2>
          <Board lines={words.days} />
        </section>
      </div>
      <section id="chairs" className={styles.chairs} aria-labelledby="chairs-title">
        <h2 id="chairs-title">{words.chairs}</h2>
        <ul className={styles.barbers}>
          {words.barbers.map(({ name, text }) => (
            <li key={name}>
              <h3>{name}</h3>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      </section>
    </SiteFrame>
  );
}

/** Lines with dots between what it is and what it costs. */
function Board({ lines }: { lines: string[][] }) {
  return (
    <dl className={styles.lines}>
      {lines.map(([what, value]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
