import { Fjord } from "../../pictures/Fjord";
import { SiteFrame } from "../shared/SiteFrame";
import styles from "./Hotel.module.css";
import { useHotelTexts } from "./texts";

/** The site of a small hotel. */
export function Hotel() {
  const words = useHotelTexts();
  return (
    <SiteFrame
      brand={<span className={styles.brand}>Hotel Fjordlys</span>}
      links={words.links}
      footer={<p>{words.address}</p>}
    >
      <div className={styles.hero}>
        <div className={styles.picture}>
          <Fjord />
        </div>
        <div className={styles.welcome}>
          <p className={styles.since}>{words.since}</p>
          <h1 className={styles.title}>{words.title}</h1>
          <p className={styles.introduction}>{words.introduction}</p>
          <p className={styles.ask}>{words.ask}</p>
        </div>
      </div>
      <section id="rooms" className={styles.section} aria-labelledby="rooms-title">
        <div className={styles.side}>
          <h2 id="rooms-title">{words.rooms}</h2>
          <p>{words.roomsNote}</p>
        </div>
        <ul className={styles.rooms}>
          {words.offers.map(({ name, price, text }) => (
            <li key={name}>
              <h3>{name}</h3>
              <p className={styles.price}>{price}</p>
              <p className={styles.text}>{text}</p>
            </li>
          ))}
        </ul>
      </section>
      <section id="table" className={styles.section} aria-labelledby="table-title">
        <div className={styles.side}>
          <h2 id="table-title">{words.table}</h2>
          <p>{words.tableText}</p>
        </div>
        <dl className={styles.meals}>
          {words.meals.map(([meal, hours]) => (
            <div key={meal}>
              <dt>{meal}</dt>
              <dd>{hours}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section id="way" className={styles.section} aria-labelledby="way-title">
        <div className={styles.side}>
          <h2 id="way-title">{words.way}</h2>
        </div>
        <div className={styles.way}>
          <p>{words.wayText}</p>
          <p>{words.reception}</p>
        </div>
      </section>
    </SiteFrame>
  );
}
