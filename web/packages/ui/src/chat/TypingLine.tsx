import { useTexts } from "../texts/language";
import styles from "./TypingLine.module.css";

/** Who is writing. Keeps its place when nobody is, so that nothing jumps. Not announced. */
export function TypingLine({ names }: { names: readonly string[] }) {
  const { chat } = useTexts();
  return (
    <p className={styles.typing}>
      {names.length > 0 && (
        <>
          <span className={styles.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {chat.typing(names)}
        </>
      )}
    </p>
  );
}
