import styles from "./Fjord.module.css";

/** The view from the hotel: hills, water, and the house with its lights on. Decoration. */
export function Fjord() {
  return (
    <svg
      className={styles.scene}
      viewBox="0 0 800 900"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <rect className={styles.sky} width="800" height="900" />
      <circle className={styles.sun} cx="560" cy="330" r="74" />
      <path className={styles.far} d="M0 470 120 380l90 60 130-140 120 120 90-70 110 110 140-90v300H0Z" />
      <path className={styles.middle} d="M0 560 90 500l130 60 150-120 140 130 120-60 170 90v240H0Z" />
      <path className={styles.near} d="M0 640q120-50 260-20t300-10 240 10v120H0Z" />
      <g className={styles.house}>
        <path d="M196 628v-96l72-46 72 46v96Z" />
        <path d="M340 628v-70h96v70Z" />
        <path d="M330 560l58-34 58 34Z" />
      </g>
      <g className={styles.lights}>
        {[
          [220, 548],
          [256, 548],
          [292, 548],
          [220, 588],
          [292, 588],
          [358, 580],
          [394, 580],
        ].map(([x, y]) => (
          <rect key={`${x} ${y}`} x={x} y={y} width="22" height="24" rx="2" />
        ))}
        <rect x="256" y="588" width="22" height="40" rx="2" />
      </g>
      <path className={styles.water} d="M0 660q200-26 400-8t400-6v260H0Z" />
      <g className={styles.glints}>
        <path d="M500 700h120M470 730h70M570 730h90M520 765h110M80 720h90M140 752h60M220 700h110M240 735h60M60 800h140M420 815h180M660 790h90" />
      </g>
    </svg>
  );
}
