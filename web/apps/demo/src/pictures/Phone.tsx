import styles from "./Phone.module.css";

const SCREWS = [
  [286, 246],
  [514, 246],
  [286, 654],
  [514, 654],
] as const;

/** A phone taken apart, as a drawing of its layers. Decoration. */
export function Phone() {
  return (
    <svg
      className={styles.scene}
      viewBox="0 0 800 900"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <rect className={styles.paper} width="800" height="900" />
      <path
        className={styles.grid}
        d="M0 90h800M0 180h800M0 270h800M0 360h800M0 450h800M0 540h800M0 630h800M0 720h800M0 810h800M80 0v900M160 0v900M240 0v900M320 0v900M400 0v900M480 0v900M560 0v900M640 0v900M720 0v900"
      />
      <path className={styles.guide} d="M118 286 412 166M118 796l150-120M532 676l150-60" />
      <g transform="translate(-150 60)">
        <rect className={styles.back} x="254" y="210" width="292" height="540" rx="48" />
        <circle className={styles.lens} cx="324" cy="280" r="26" />
        <circle className={styles.lens} cx="324" cy="346" r="26" />
      </g>
      <rect className={styles.board} x="254" y="210" width="292" height="480" rx="40" />
      <rect className={styles.battery} x="400" y="282" width="118" height="300" rx="12" />
      <path
        className={styles.trace}
        d="M300 300h64v60h-64ZM300 396h64v34h-64ZM332 360v36M332 430v90h40v60M300 580h72v44h-72Z"
      />
      {SCREWS.map(([x, y]) => (
        <g key={`${x} ${y}`} className={styles.screw}>
          <circle cx={x} cy={y} r="11" />
          <path d={`M${x - 5} ${y}h10M${x} ${y - 5}v10`} />
        </g>
      ))}
      <g transform="translate(150 -60)">
        <rect className={styles.glass} x="254" y="150" width="292" height="540" rx="48" />
        <path
          className={styles.crack}
          d="M546 262l-74 52-18 70-86 40-28 92M472 314l-96-30M454 384l60 62M368 424l-66-8"
        />
      </g>
    </svg>
  );
}
