import { Phone } from "../../pictures/Phone";
import { SiteFrame } from "../shared/SiteFrame";
import styles from "./Repair.module.css";
import { useRepairTexts } from "./texts";

/** The site of a repair shop, with the chat as a part of the page. */
export function Repair() {
  const words = useRepairTexts();
  return (
    <SiteFrame
      brand={<span className={styles.brand}>Fiks&amp;Ferdig</span>}
      links={words.links}
      footer={<p>{words.address}</p>}
    >
      <div className={styles.hero}>
        <div className={styles.words}>
          <p className={styles.label}>{words.label}</p>
          <h1 className={styles.title}>{words.title}</h1>
          <p className={styles.introduction}>{words.introduction}</p>
          <a className={styles.action} href="#contact">
            {words.toChat}
          </a>
        </div>
        <div className={styles.picture}>
          <Phone />
        </div>
      </div>
      <section id="steps" className={styles.section} aria-labelledby="steps-title">
        <h2 id="steps-title" className={styles.heading}>
          {words.steps}
        </h2>
        <ol className={styles.steps}>
          {words.stages.map(({ title, text }) => (
            <li key={title}>
              <h3>{title}</h3>
              <p>{text}</p>
            </li>
          ))}
        </ol>
      </section>
      <section id="prices" className={styles.section} aria-labelledby="prices-title">
        <h2 id="prices-title" className={styles.heading}>
          {words.prices}
        </h2>
        <Prices />
        <p className={styles.note}>{words.priceNote}</p>
      </section>
      <section id="contact" className={styles.contact} aria-labelledby="contact-title">
        <div>
          <h2 id="contact-title" className={styles.heading}>
            {words.contact}
          </h2>
          <p className={styles.text}>{words.contactText}</p>
          <dl className={styles.days}>
            {words.days.map(([days, hours]) => (
              <div key={days}>
                <dt>{days}</dt>
                <dd>{hours}</dd>
              </div>
            ))}
          </dl>
        </div>
        <div className={styles.chat}>
          <bellhop-chat site="repair" mode="embedded" form="name topic" heading={words.chat} />
        </div>
      </section>
    </SiteFrame>
  );
}

function Prices() {
  const words = useRepairTexts();
  return (
    <table className={styles.prices}>
      <thead>
        <tr>
          <th scope="col">{words.repair}</th>
          <th scope="col">{words.time}</th>
          <th scope="col">{words.price}</th>
        </tr>
      </thead>
      <tbody>
        {words.list.map(([repair, price, time]) => (
          <tr key={repair}>
            <th scope="row">{repair}</th>
            <td>{time}</td>
            <td>{price}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
