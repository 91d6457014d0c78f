import styles from "./Avatar.module.css";

/** Initials in a colour of the person's own. Decoration: the name is always next to it. */
export function Avatar({ id, name }: { id: string; name: string }) {
  const tone = [...id].reduce((sum, letter) => (sum * 33 + letter.charCodeAt(0)) % 65_521, 0) % 6;
  return (
    <span className={`${styles.avatar} ${styles[`tone${tone}`]}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = "?"] = words;
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return `${[...first][0] ?? ""}${[...last][0] ?? ""}`.toUpperCase();
}
