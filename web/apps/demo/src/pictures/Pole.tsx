import { useId } from "react";
import styles from "./Pole.module.css";

const STRIPES = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/** A barber's pole with scissors and comb. Decoration. */
export function Pole() {
  const glass = useId();
  return (
    <svg
      className={styles.scene}
      viewBox="0 0 800 900"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <rect className={styles.wall} width="800" height="900" />
      <path className={styles.arch} d="M110 900V450a290 290 0 0 1 580 0v450Z" />
      <path
        className={styles.rays}
        d="M400 236v-90M253 275l-45-78M547 275l45-78M146 383l-78-45M654 383l78-45"
      />
      <clipPath id={glass}>
        <rect x="336" y="300" width="128" height="400" />
      </clipPath>
      <rect className={styles.glass} x="336" y="300" width="128" height="400" />
      <g clipPath={`url(#${glass})`}>
        {STRIPES.map((stripe) => (
          <path
            key={stripe}
            className={stripe % 2 ? styles.second : styles.first}
            d={`M336 ${300 + stripe * 56}l128-84v30l-128 84Z`}
          />
        ))}
      </g>
      <path className={styles.metal} d="M316 262h168v44H316ZM316 694h168v44H316ZM336 738h128l-24 40h-80Z" />
      <circle className={styles.metal} cx="400" cy="226" r="42" />
      <g className={styles.tool} transform="rotate(14 226 560)">
        <path d="M250 366 204 590M202 366l46 224" />
        <circle cx="190" cy="620" r="33" />
        <circle cx="262" cy="620" r="33" />
      </g>
      <g className={styles.tool} transform="rotate(-12 576 560)">
        <path d="M556 400h24v260h-24ZM580 414h30M580 440h30M580 466h30M580 492h30M580 518h30M580 544h30M580 570h30M580 596h30M580 622h30M580 646h30" />
      </g>
    </svg>
  );
}
