import styles from "./Car.module.css";

/** An estate car in front of a low sun. Decoration. */
export function Car() {
  return (
    <svg
      className={styles.scene}
      viewBox="0 0 800 900"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <rect className={styles.sky} width="800" height="900" />
      <circle className={styles.sun} cx="400" cy="440" r="236" />
      <path className={styles.far} d="M0 560 130 470l96 58 150-118 132 96 92-60 200 150v150H0Z" />
      <rect className={styles.road} y="652" width="800" height="248" />
      <path className={styles.line} d="M40 770h140M260 770h140M480 770h140M700 770h140" />
      <ellipse className={styles.shadow} cx="400" cy="672" rx="330" ry="16" />
      <path
        className={styles.body}
        d="M90 606v-50q0-28 28-36l104-26 84-76q16-14 38-14h216q26 0 40 22l44 74 46 18q22 8 22 34v54q0 20-18 20H106q-16 0-16-20Z"
      />
      <path
        className={styles.glass}
        d="M264 492l62-56q11-10 26-10h70v66ZM442 426h112q17 0 26 15l31 51H442Z"
      />
      <path className={styles.detail} d="M432 506v106M236 520h420M462 532h34" />
      <path className={styles.front} d="M92 548h34q8 0 8 8t-8 8H92Z" />
      <path className={styles.back} d="M712 540h-14q-8 0-8 8v22q0 8 8 8h14Z" />
      {[212, 590].map((x) => (
        <g key={x}>
          <circle className={styles.tyre} cx={x} cy="616" r="56" />
          <circle className={styles.rim} cx={x} cy="616" r="32" />
          <path
            className={styles.spokes}
            d={`M${x} 590v52M${x - 26} 616h52M${x - 18} 598l36 36M${x + 18} 598l-36 36`}
          />
        </g>
      ))}
    </svg>
  );
}
