import type { Preference } from "./preferences";
import styles from "./Switch.module.css";

export function Switch({ label, preference: { on, set } }: { label: string; preference: Preference }) {
  return (
    <label className={styles.switch}>
      <input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} />
      {label}
    </label>
  );
}
